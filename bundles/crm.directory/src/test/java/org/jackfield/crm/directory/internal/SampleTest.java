package org.jackfield.crm.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.crm.directory.internal.ContactsFile.Unusable;
import org.junit.jupiter.api.Test;

/** The contacts that are shipped. */
class SampleTest {
    private static final NumberMatcher NUMBERS = new PhoneNumberMatching();
    private static final Path SAMPLE = Path.of("../../karaf-dist/src/main/resources/etc/contacts.csv");

    @Test
    void sampleOfTwoHundredPeopleIsWholeAndTheDemosCallersAreInIt() throws IOException, Unusable {
        Directory sample = ContactsFile.read("contacts.csv", Files.readAllBytes(SAMPLE), "GB", "", NUMBERS);

        assertEquals(List.of(), sample.problems());
        assertEquals(200, sample.contacts());
        assertEquals(List.of("Ann Customer, Potomac Optics"), find(sample, "+12025550101"));
        assertEquals(List.of("สมชาย ใจดี, ใจดีการเกษตร"), find(sample, "+6621234567"));
        assertEquals(
                List.of(
                        "Marcus Bell, Bell & Daughters Roofing",
                        "Dana Bell, Bell & Daughters Roofing",
                        "Ruth Bell, Bell & Daughters Roofing"),
                find(sample, "+12025550137"));
    }

    private static List<String> find(Directory directory, String e164) {
        return directory.find(new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164), NUMBERS).stream()
                .map(hit -> hit.entry().contact())
                .map(contact -> contact.name() + ", " + contact.company().orElse(""))
                .toList();
    }
}
