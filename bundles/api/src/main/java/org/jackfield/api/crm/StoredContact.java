package org.jackfield.api.crm;

import java.util.List;
import java.util.Optional;

/**
 * A record with telephone numbers, as its CRM has it.
 *
 * @param type the CRM's word, for example Contact
 * @param id unique among the contacts of the connector
 * @param url opens the record in the CRM
 */
public record StoredContact(
        String type, String id, String name, Optional<String> company, Optional<String> url, List<PhoneField> phones) {
    public StoredContact {
        phones = List.copyOf(phones);
    }

    /**
     * A field that holds telephone numbers.
     *
     * @param label a person's word for it: mobile
     * @param written as it is stored
     */
    public record PhoneField(String label, String written) {}
}
