package org.jackfield.api.call;

import java.util.Optional;

/**
 * A record in a CRM.
 *
 * @param connector instance name of the connector, for example {@code directory~contacts}
 * @param type the CRM's word, for example Contact
 */
public record RecordRef(String connector, String type, String id, String name, Optional<String> url) {}
