package org.jackfield.crm.directory.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.directory.internal.Directory.Entry;
import org.jackfield.crm.directory.internal.Directory.Field;

/**
 * Reads the text of a contacts file. A row, or a number, that cannot be used is a problem in words; everything else
 * counts. Pure.
 */
final class ContactsFile {
    private static final List<String> COLUMNS =
            List.of("id", "name", "company", "phone", "mobile", "other", "email", "notes", "region");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 200;
    private static final char UNREADABLE = '\uFFFD';

    private final String file;
    private final String defaultRegion;
    private final String urlTemplate;
    private final NumberMatcher numbers;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final Map<Integer, List<Entry>> byKey = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int contacts;
    private int read;

    /** The file as a whole cannot be used; the message is one sentence. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private ContactsFile(String file, String defaultRegion, String urlTemplate, NumberMatcher numbers) {
        this.file = file;
        this.defaultRegion = defaultRegion;
        this.urlTemplate = urlTemplate;
        this.numbers = numbers;
    }

    /** @param file the file's name for sentences */
    static Directory read(String file, byte[] bytes, String defaultRegion, String urlTemplate, NumberMatcher numbers)
            throws Unusable {
        return new ContactsFile(file, defaultRegion, urlTemplate, numbers).read(bytes);
    }

    /** The columns a URL template may name. */
    static List<String> columns() {
        return COLUMNS;
    }

    private Directory read(byte[] bytes) throws Unusable {
        if (bytes.length > 1 && (bytes[0] & 0xFF) >= 0xFE && (bytes[1] & 0xFF) >= 0xFE) {
            throw new Unusable(file + " is written in UTF-16; save it as \"CSV UTF-8\"");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        CsvRecords records = new CsvRecords(
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList());
        Map<String, Integer> header = header(records.next());
        for (Optional<CsvRecords.Row> row = records.next(); row.isPresent(); row = records.next()) {
            addRow(row.get(), header);
        }
        byKey.replaceAll((key, entries) -> List.copyOf(entries));
        return new Directory(contacts, read, byKey, problems);
    }

    private Map<String, Integer> header(Optional<CsvRecords.Row> row) throws Unusable {
        Map<String, Integer> header = new HashMap<>();
        List<String> names = row.map(CsvRecords.Row::values).orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            header.putIfAbsent(names.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        if (!header.keySet().containsAll(List.of("id", "name"))) {
            throw new Unusable(
                    file + " does not begin with a line that names its columns; id and name must be among them,"
                            + " all together are " + String.join(",", COLUMNS));
        }
        return header;
    }

    private void addRow(CsvRecords.Row row, Map<String, Integer> header) {
        Map<String, String> values = new HashMap<>();
        header.forEach((column, at) ->
                values.put(column, at < row.values().size() ? clean(row.values().get(at)) : ""));
        String id = values.get("id");
        String wrong = row.problem().isEmpty() ? wrong(row, header.size(), values) : row.problem();
        if (!wrong.isEmpty()) {
            problem(row.line(), wrong + " (the row is left out until then)");
            return;
        }
        lineOfId.put(id, row.line());
        contacts++;
        Contact contact = new Contact(row.line(), id, values.get("name"), optional(values.get("company")), url(values));
        for (Field field : Field.values()) {
            addNumbers(contact, field, values.getOrDefault(field.column(), ""), region(row.line(), values));
        }
    }

    private String wrong(CsvRecords.Row row, int columns, Map<String, String> values) {
        if (row.values().stream().skip(columns).anyMatch(value -> !value.isBlank())) {
            return row.values().size() + " values for " + columns
                    + " columns; put a value that holds the separator into quotes";
        }
        if (row.values().stream().anyMatch(value -> value.indexOf(UNREADABLE) >= 0)) {
            return "some letters are not UTF-8; save the file as \"CSV UTF-8\"";
        }
        if (values.get("id").isEmpty() || values.get("name").isEmpty()) {
            return "id or name is empty; fill in both";
        }
        Integer other = lineOfId.get(values.get("id"));
        return other == null
                ? ""
                : "the id '" + values.get("id") + "' is used in line " + other + " already; give each row its own";
    }

    private String region(int line, Map<String, String> values) {
        String region = values.getOrDefault("region", "").toUpperCase(Locale.ROOT);
        if (region.isEmpty() || numbers.knows(region)) {
            return region.isEmpty() ? defaultRegion : region;
        }
        problem(
                line,
                "region '" + region + "' is not a two-letter region such as GB or VN; " + defaultRegion
                        + " is taken until then");
        values.put("region", "");
        return defaultRegion;
    }

    private void addNumbers(Contact contact, Field field, String cell, String region) {
        if (cell.isEmpty()) {
            return;
        }
        int found = numbers.count(cell, region);
        if (found == 0) {
            problem(
                    contact.line(),
                    field.column() + " '" + PhoneNumber.mask(cell) + "' is not a telephone number in region " + region
                            + "; write it like +44 7700 900123, several with / between them");
            return;
        }
        read += found;
        Entry entry = new Entry(contact, field, cell, region);
        numbers.keys(cell, region).forEach(key -> byKey.computeIfAbsent(key, first -> new ArrayList<>())
                .add(entry));
    }

    /** No link is better than one with a hole in it. */
    private Optional<String> url(Map<String, String> values) {
        if (urlTemplate.isEmpty()
                || PLACEHOLDER.matcher(urlTemplate).results().anyMatch(p -> values.getOrDefault(p.group(1), "")
                        .isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(PLACEHOLDER.matcher(urlTemplate).replaceAll(p -> URLEncoder.encode(
                        values.get(p.group(1)), StandardCharsets.UTF_8)
                .replace("+", "%20")));
    }

    private void problem(int line, String sentence) {
        problems.add(file + " line " + line + ": " + sentence);
    }

    private static String clean(String value) {
        String clean = CONTROL.matcher(value).replaceAll(" ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    private static Optional<String> optional(String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
