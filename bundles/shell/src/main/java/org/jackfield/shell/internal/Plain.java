package org.jackfield.shell.internal;

/**
 * Text from outside, made harmless for a terminal: a caller's name must not move the cursor or turn the line around.
 */
final class Plain {
    private Plain() {}

    /** The text without control, formatting and line-breaking characters; each becomes a blank. */
    static String text(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(c -> isHarmless(c) ? c : ' ').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
