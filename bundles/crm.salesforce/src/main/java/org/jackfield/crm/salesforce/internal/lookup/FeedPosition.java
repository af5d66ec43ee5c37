package org.jackfield.crm.salesforce.internal.lookup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far each object has been read, by the time and id of its last record, as a cursor writes it:
 * {@code Contact@2026-11-25T09:00:00.000Z/003…,Lead@…}. Immutable.
 */
record FeedPosition(Map<String, Place> places) {
    private static final Pattern PLACE =
            Pattern.compile("([A-Za-z_]+)@(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)/([A-Za-z0-9]*)");

    /** Behind the record with that id, of those that were changed at that time. */
    record Place(String changed, String id) {
        static final Place BEGINNING = new Place("1970-01-01T00:00:00.000Z", "");
    }

    FeedPosition {
        places = Map.copyOf(places);
    }

    /** @throws IllegalArgumentException if it is none of ours */
    static FeedPosition parse(String cursor) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (String part : cursor.isEmpty() ? new String[0] : cursor.split(",")) {
            Matcher place = PLACE.matcher(part);
            if (!place.matches()) {
                throw new IllegalArgumentException("The cursor is none of this connector");
            }
            places.put(place.group(1), new Place(place.group(2), place.group(3)));
        }
        return new FeedPosition(places);
    }

    Place of(String object) {
        return places.getOrDefault(object, Place.BEGINNING);
    }

    FeedPosition with(String object, Place place) {
        Map<String, Place> all = new LinkedHashMap<>(places);
        all.put(object, place);
        return new FeedPosition(all);
    }

    String cursor() {
        return places.entrySet().stream()
                .map(each -> each.getKey() + "@" + each.getValue().changed() + "/"
                        + each.getValue().id())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
