package org.jackfield.pbx.sim.internal.desk;

/** Writes one JSON value; just what the log needs. */
final class Json {
    private final StringBuilder text = new StringBuilder(256);

    Json open(char bracket) {
        comma();
        text.append(bracket);
        return this;
    }

    Json close(char bracket) {
        text.append(bracket);
        return this;
    }

    Json name(String name) {
        comma();
        quote(name);
        text.append(':');
        return this;
    }

    Json put(String name, String value) {
        name(name);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** A number; none when it is 0 and therefore unknown. */
    Json time(String name, long value) {
        name(name).text.append(value == 0 ? "null" : Long.toString(value));
        return this;
    }

    Json put(String name, long value) {
        name(name).text.append(value);
        return this;
    }

    private void comma() {
        if (text.length() > 0) {
            char last = text.charAt(text.length() - 1);
            if (last != '{' && last != '[' && last != ':') {
                text.append(',');
            }
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
