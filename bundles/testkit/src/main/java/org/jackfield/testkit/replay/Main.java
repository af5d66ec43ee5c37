package org.jackfield.testkit.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The player as a process of its own. Prints {@code name=value} lines that a script can read, {@code ready=true} when
 * clients may come and {@code ended=true} after the last event; runs until it is killed, or with {@code --exit} until
 * the end.
 */
public final class Main {
    private static final int WRONG_OPTIONS = 2;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String HELP = """
            ./jackfield replay FILE [FILE ...]   plays recorded AMI streams (.ami or .ami.gz) to any AMI client; any secret is right
              --port N        port to listen on (5038; 0: any free one)
              --host ADDRESS  address to listen on (127.0.0.1)
              --speed S       real, max, or so many times faster (real)
              --repeat N      plays it N times, with times and ids that go on (1)
              --wait          starts only by 'Action: UserEvent' with 'UserEvent: ReplayStart', not by itself
              --cut           cuts the connections at the end
              --exit          ends with the stream
            Several files are parts: at the end of each the connections are cut, and the next one goes on after the next log-in.
            """;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length == 0 || List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(List.of(args));
        } catch (IllegalArgumentException | IOException fault) {
            System.err.println(fault.getMessage());
            System.exit(WRONG_OPTIONS);
        }
    }

    private static void run(List<String> args) throws IOException, InterruptedException {
        boolean exits = args.contains("--exit");
        try (Replay replay = setup(args).start()) {
            System.out.println("port=" + replay.port());
            System.out.println("ready=true");
            while (!replay.awaitEnd(A_DAY)) {
                // somebody may still come
            }
            System.out.println("events=" + replay.sentMessages());
            System.out.println("bytes=" + replay.sentBytes());
            System.out.println("ended=true");
            if (!exits) {
                Thread.currentThread().join();
            }
        }
    }

    private static Replay.Setup setup(List<String> args) {
        List<Path> files = new ArrayList<>();
        List<Consumer<Replay.Setup>> wishes = new ArrayList<>();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            switch (arg) {
                case "--exit" -> {}
                case "--wait" -> wishes.add(Replay.Setup::onlyWhenAsked);
                case "--cut" -> wishes.add(Replay.Setup::cutAtEnd);
                case "--host" -> wishes.add(with(value(arg, rest), Replay.Setup::host));
                case "--speed" -> wishes.add(with(Speed.parse(value(arg, rest)), Replay.Setup::speed));
                case "--port" -> wishes.add(with(number(arg, rest), Replay.Setup::port));
                case "--repeat" -> wishes.add(with(number(arg, rest), Replay.Setup::repeat));
                default -> files.add(file(arg));
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("There is no FILE to play; --help tells more");
        }
        Replay.Setup setup =
                Replay.of(files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
        wishes.forEach(wish -> wish.accept(setup));
        return setup;
    }

    private static <T> Consumer<Replay.Setup> with(T value, BiConsumer<Replay.Setup, T> option) {
        return setup -> option.accept(setup, value);
    }

    private static Path file(String arg) {
        if (arg.startsWith("--")) {
            throw new IllegalArgumentException("There is no option " + arg + "; --help tells which there are");
        }
        return Path.of(arg);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is '" + value + "'; it must be a number");
        }
    }
}
