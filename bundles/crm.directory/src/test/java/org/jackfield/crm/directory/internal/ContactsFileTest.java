package org.jackfield.crm.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.crm.directory.internal.ContactsFile.Unusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsFileTest {
    private static final String HEADER = "id,name,company,phone,mobile,other,email,notes,region\n";

    private final NumberMatcher numbers = new PhoneNumberMatching();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+44 7700 900123 | GB | +447700900123",
                "07700 900123 | GB | +447700900123",
                "00 44 7700 900123 | GB | +447700900123",
                "(07700) 900-123 | GB | +447700900123",
                "tel:+44-7700-900123 | DE | +447700900123",
                "030/901820 | DE | +4930901820",
                "+49 (0)30 901820 | GB | +4930901820",
                "0049 30 90 18 20 | DE | +4930901820",
                "(202) 555-0101 | US | +12025550101",
                "1-202-555-0101 ext. 12 | US | +12025550101",
                "+39 06 1234 5678 | IT | +390612345678",
                "011 15 2345-6789 | AR | +5491123456789",
                "０３－１２３４－５６７８ | JP | +81312345678",
                "٠٢ ٣٤٥٦ ٧٨٩٠ | EG | +20234567890",
                "024 3823 1234 | VN | +842438231234",
            })
    void numberIsFoundHoweverItIsWritten(String written, String region, String e164) throws Unusable {
        Directory directory = read(HEADER + "1,Ann,,\"" + written + "\",,,,," + region);

        assertEquals(List.of(), directory.problems());
        assertEquals(List.of("Ann phone"), find(directory, e164));
    }

    @Test
    void severalNumbersInOneCellAllCount() throws Unusable {
        Directory directory = read(HEADER + "1,Ann,,030/901820 / 0171 1234567,\"+44 7700 900123; 07700 900124\",,,,DE");

        assertEquals(List.of("Ann phone"), find(directory, "+4930901820"));
        assertEquals(List.of("Ann phone"), find(directory, "+491711234567"));
        assertEquals(List.of("Ann mobile"), find(directory, "+447700900123"));
    }

    @Test
    void everybodyWhoSharesANumberIsFoundTheMostPersonalFirst() throws Unusable {
        Directory directory = read(HEADER
                + "1,Switchboard,Acme,020 7946 0300,,,,,\n"
                + "2,Bob,Acme,,,020 7946 0300,,,\n"
                + "3,Cleo,Acme,020 7946 0300,020 7946 0300,,,,\n");

        assertEquals(List.of("Cleo mobile", "Switchboard phone", "Bob other"), find(directory, "+442079460300"));
        assertEquals(List.of(), find(directory, "+442079460301"));
    }

    @Test
    void brokenRowsAreEachToldInOneSentenceAndTheOthersCount() throws Unusable {
        Directory directory = read(HEADER
                + "1,Ann,,+447700900101,,,,,\n"
                + "2,\"Bob,,+447700900102,,,,,\n"
                + "3,Cleo,,+447700900103,,,,,\n"
                + ",Dan,,+447700900104,,,,,\n"
                + "1,Eve,,+447700900105,,,,,\n"
                + "6,Smith, Fred,,+447700900106,,,,,GB,extra\n"
                + "7,Gil,,12345678901234567890,+447700900107,,,,\n"
                + "8,Hal,,+447700900108,,,,,ZZ\n");

        assertEquals(
                List.of(
                        "contacts.csv line 3: a quote is opened and never closed; close it, or write a quote inside a value"
                                + " twice (the row is left out until then)",
                        "contacts.csv line 5: id or name is empty; fill in both (the row is left out until then)",
                        "contacts.csv line 6: the id '1' is used in line 2 already; give each row its own (the row is left"
                                + " out until then)",
                        "contacts.csv line 7: 11 values for 9 columns; put a value that holds the separator into quotes"
                                + " (the row is left out until then)",
                        "contacts.csv line 8: phone '123…90' is not a telephone number in region GB; write it like"
                                + " +44 7700 900123, several with / between them",
                        "contacts.csv line 9: region 'ZZ' is not a two-letter region such as GB or VN; GB is taken until"
                                + " then"),
                directory.problems());
        assertEquals(4, directory.contacts());
        assertEquals(List.of("Cleo phone"), find(directory, "+447700900103"));
        assertEquals(List.of("Gil mobile"), find(directory, "+447700900107"));
        assertEquals(List.of("Hal phone"), find(directory, "+447700900108"));
    }

    @Test
    void fileFromASpreadsheetIsReadAsItIs() throws Unusable {
        Directory directory = read("\uFEFFName;ID;Mobile;Notes;;\r\n"
                + "# last year's\r\n"
                + "\r\n"
                + "\"Nguyễn Thị \"\"Mai\"\"; 阮\";17;+84 90 123 4567;\"two\r\nlines; and more\";;\r\n"
                + "Ben;18;+447700900123\r\n");

        assertEquals(List.of(), directory.problems());
        assertEquals(List.of("Nguyễn Thị \"Mai\"; 阮 mobile"), find(directory, "+84901234567"));
        assertEquals(List.of("Ben mobile"), find(directory, "+447700900123"));
    }

    @Test
    void wrongEncodingIsNamedWithItsCure() throws Unusable {
        byte[] latin1 = (HEADER + "1,Zoë,,+447700900101,,,,,\n2,Bob,,+447700900102,,,,,\n")
                .getBytes(Charset.forName("windows-1252"));
        Directory directory = ContactsFile.read("contacts.csv", latin1, "GB", "", numbers);

        assertEquals(
                List.of(
                        "contacts.csv line 2: some letters are not UTF-8; save the file as \"CSV UTF-8\" (the row is left"
                                + " out until then)"),
                directory.problems());
        assertEquals(1, directory.contacts());
        Unusable e = assertThrows(
                Unusable.class,
                () -> ContactsFile.read("contacts.csv", HEADER.getBytes(StandardCharsets.UTF_16), "GB", "", numbers));
        assertEquals("contacts.csv is written in UTF-16; save it as \"CSV UTF-8\"", e.getMessage());
    }

    @Test
    void fileWithoutColumnNamesIsUnusable() {
        for (String text : List.of("", "1,Ann,+447700900123\n", "\n\n")) {
            Unusable e = assertThrows(Unusable.class, () -> read(text));
            assertTrue(e.getMessage().startsWith("contacts.csv does not begin with a line that names its columns"));
        }
    }

    @Test
    void addressOfAContactIsEncodedAndLeftOutWhereAColumnIsEmpty() throws Unusable {
        String text = HEADER + "a/b c&d=\"\"é,Ann,,+447700900101,,,ann@example.org,,\n2,Bob,,+447700900102,,,,,\n";
        Directory directory = ContactsFile.read(
                "contacts.csv",
                text.replace("a/b c&d=\"\"é", "\"a/b c&d=\"\"é\"").getBytes(StandardCharsets.UTF_8),
                "GB",
                "https://crm.example/{id}?mail={email}",
                numbers);

        assertEquals(
                List.of(Optional.of("https://crm.example/a%2Fb%20c%26d%3D%22%C3%A9?mail=ann%40example.org")),
                urls(directory, "+447700900101"));
        assertEquals(List.of(Optional.empty()), urls(directory, "+447700900102"));
    }

    @Test
    void hostileTextStaysTextOfBoundedLength() throws Unusable {
        Directory directory =
                read(HEADER + "1,\"<img src=x>\u0000\u001b[31m\n" + "N".repeat(5_000) + "\",=cmd,+447700900101,,,,,\n");

        String name = directory
                .find(number("+447700900101"), numbers)
                .get(0)
                .entry()
                .contact()
                .name();
        assertTrue(name.startsWith("<img src=x> [31m N"), name);
        assertEquals(200, name.length());
    }

    private Directory read(String text) throws Unusable {
        return ContactsFile.read("contacts.csv", text.getBytes(StandardCharsets.UTF_8), "GB", "", numbers);
    }

    private static PhoneNumber number(String e164) {
        return new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164);
    }

    private List<Optional<String>> urls(Directory directory, String e164) {
        return directory.find(number(e164), numbers).stream()
                .map(hit -> hit.entry().contact().url())
                .toList();
    }

    private List<String> find(Directory directory, String e164) {
        return directory.find(number(e164), numbers).stream()
                .map(hit ->
                        hit.entry().contact().name() + " " + hit.entry().field().column())
                .toList();
    }
}
