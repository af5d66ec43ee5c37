package org.jackfield.api.crm;

import java.util.List;

/**
 * Some contacts of a CRM, whole.
 *
 * @param changed new or other than before
 * @param gone ids of contacts that are no more; who cannot tell leaves it empty, and the daily reading of all finds out
 * @param cursor where the next page begins, never empty
 * @param more whether there is more at once; without it the next page is asked for after a while
 */
public record ContactPage(List<StoredContact> changed, List<String> gone, String cursor, boolean more) {
    public ContactPage {
        changed = List.copyOf(changed);
        gone = List.copyOf(gone);
        if (cursor.isEmpty()) {
            throw new IllegalArgumentException("cursor is empty, which means from the beginning");
        }
    }
}
