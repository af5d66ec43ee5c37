package org.jackfield.shell.internal;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;

/** Karaf reads options in front of arguments only; people write them behind as well: {@code lookup 1234 --explain}. */
final class LateOptions {
    private LateOptions() {}

    /**
     * Sets the options among a command's words.
     *
     * @return the other words
     * @throws IllegalArgumentException in one sentence
     */
    static List<String> take(Object command, List<String> words) {
        List<String> plain = new ArrayList<>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (word.startsWith("-") && word.length() > 1) {
                set(command, word, rest);
            } else {
                plain.add(word);
            }
        }
        return plain;
    }

    private static void set(Object command, String word, Iterator<String> rest) {
        Field field = field(command.getClass(), word);
        try {
            if (field.getType() == boolean.class) {
                field.setBoolean(command, true);
            } else if (rest.hasNext()) {
                field.set(command, rest.next());
            } else {
                throw new IllegalArgumentException("The option " + word + " needs a value behind it");
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> type, String word) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null
                        && (option.name().equals(word)
                                || Arrays.asList(option.aliases()).contains(word))) {
                    return field;
                }
            }
        }
        throw new IllegalArgumentException("There is no option " + word + ": --help shows those there are");
    }
}
