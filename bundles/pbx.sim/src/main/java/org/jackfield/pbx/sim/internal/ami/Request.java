package org.jackfield.pbx.sim.internal.ami;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One action as a client sent it. Header names are case-insensitive; a header that repeats keeps all its values. */
public final class Request {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> variables = new ArrayList<>();

    /** @param lines without their line ends; a line without a colon is ignored */
    public Request(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).trim();
                String value = line.substring(colon + 1).trim();
                if (name.equalsIgnoreCase("Variable")) {
                    variables.add(value);
                }
                headers.putIfAbsent(name, value);
            }
        }
    }

    /** The value of a header; empty when it is missing. */
    public String get(String name) {
        String exact = headers.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return "";
    }

    /** The action in lower case. */
    public String action() {
        return get("Action").toLowerCase(Locale.ROOT);
    }

    public String actionId() {
        return get("ActionID");
    }

    /** All headers but the action, in the order they came. */
    public Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.keySet().removeIf(name -> name.equalsIgnoreCase("Action"));
        return others;
    }

    /** {@code Variable: A=1,B=2} headers as pairs, the last one first, as Asterisk sets them. */
    public Map<String, String> variables() {
        List<String[]> pairs = new ArrayList<>();
        for (String value : variables) {
            for (String pair : value.split(",")) {
                pairs.add(0, pair.split("=", 2));
            }
        }
        Map<String, String> all = new LinkedHashMap<>();
        pairs.forEach(pair -> all.put(pair[0].trim(), pair.length == 1 ? "" : pair[1]));
        return all;
    }
}
