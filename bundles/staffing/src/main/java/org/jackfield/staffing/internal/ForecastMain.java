package org.jackfield.staffing.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** {@code ./jackfield forecast}: which method foresees these calls best, and what it foresees. */
public final class ForecastMain {
    private static final int WRONG = 2;
    private static final String HELP = """
            ./jackfield forecast FILE.csv   compares methods on (interval start, calls) and foresees the next days
            ./jackfield forecast --sample SEED   the same on a generated year
              --days N         days to foresee (7)
              --interval MIN   minutes of an interval (as the file has them; 30 for a list of calls)
              --special FILE   dates, one a line, from which nothing is to be learnt; unlike days are found by themselves
              --out FILE       writes the forecast as CSV: interval start, calls, and the band of four cases in five
            """;

    private Optional<Path> file = Optional.empty();
    private OptionalLong sample = OptionalLong.empty();
    private OptionalInt interval = OptionalInt.empty();
    private Optional<Path> out = Optional.empty();
    private final Set<LocalDate> special = new TreeSet<>();
    private int days = 7;

    private ForecastMain() {}

    public static void main(String[] args) {
        if (args.length == 0 || List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            ForecastMain main = new ForecastMain();
            main.read(List.of(args).iterator());
            main.run(System.out);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e instanceof IOException ? "Cannot read or write " + e.getMessage() : e.getMessage());
            System.exit(WRONG);
        }
    }

    private void read(Iterator<String> args) throws IOException {
        while (args.hasNext()) {
            String arg = args.next();
            switch (arg) {
                case "--sample" -> sample = OptionalLong.of(number(arg, args));
                case "--days" -> days = (int) number(arg, args);
                case "--interval" -> interval = OptionalInt.of((int) number(arg, args));
                case "--special" -> dates(Path.of(value(arg, args)));
                case "--out" -> out = Optional.of(Path.of(value(arg, args)));
                default -> {
                    if (arg.startsWith("--")) {
                        throw new IllegalArgumentException("There is no option " + arg + "\n" + HELP);
                    }
                    file = Optional.of(Path.of(arg));
                }
            }
        }
        if (file.isPresent() == sample.isPresent()) {
            throw new IllegalArgumentException("Give one file, or --sample and a number");
        }
        if (days < 1 || days > 366) {
            throw new IllegalArgumentException("--days must be 1 to 366, not " + days);
        }
    }

    private void dates(Path list) throws IOException {
        for (String line : Files.readAllLines(list)) {
            try {
                if (!line.isBlank()) {
                    special.add(LocalDate.parse(line.strip()));
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "'" + line + "' in " + list + " is no date; write it as 2026-12-25", e);
            }
        }
    }

    private static String value(String option, Iterator<String> args) {
        if (!args.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args.next();
    }

    private static long number(String option, Iterator<String> args) {
        String written = value(option, args);
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not '" + written + "'", e);
        }
    }

    private void run(PrintStream print) throws IOException {
        History history = SpecialDays.mark(
                sample.isPresent() ? SampleYear.generate(sample.getAsLong()) : HistoryFile.read(file.get(), interval),
                special);
        ForecastReport report = ForecastReport.of(history, days);
        report.print(print);
        if (out.isPresent()) {
            Files.writeString(out.get(), report.csv(), StandardCharsets.UTF_8);
        }
    }
}
