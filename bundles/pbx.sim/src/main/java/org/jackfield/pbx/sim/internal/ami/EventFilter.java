package org.jackfield.pbx.sim.internal.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jackfield.pbx.sim.internal.wire.Event;
import org.jackfield.pbx.sim.internal.wire.EventClass;

/**
 * Which events a session gets: the mask of classes, then the filters of {@code Action: Filter}. With including filters
 * an event must match one of them; a matching excluding filter always drops it. For the PBX's thread.
 */
public final class EventFilter {
    private static final Pattern CRITERION = Pattern.compile("(\\w+)\\(([^)]*)\\)");

    private final List<Predicate<Event>> including = new ArrayList<>();
    private final List<Predicate<Event>> excluding = new ArrayList<>();
    private int mask = EventClass.ALL;

    public void mask(int classes) {
        mask = classes;
    }

    public int mask() {
        return mask;
    }

    /** Whether the session gets an event. */
    public boolean lets(Event event) {
        if ((mask & event.kind().bit()) == 0) {
            return false;
        }
        if (!including.isEmpty() && including.stream().noneMatch(filter -> filter.test(event))) {
            return false;
        }
        return excluding.isEmpty() || excluding.stream().noneMatch(filter -> filter.test(event));
    }

    /**
     * Adds a filter of the classic form, a regular expression over the whole event that {@code !} turns into an
     * excluding one.
     *
     * @throws IllegalArgumentException when it is not a regular expression
     */
    void add(String filter) {
        boolean out = filter.startsWith("!");
        Pattern wanted = pattern(out ? filter.substring(1) : filter);
        (out ? excluding : including).add(event -> wanted.matcher(event.text()).find());
    }

    /**
     * Adds a filter of the form of Asterisk 22: {@code action(exclude),name(VarSet)}, further {@code header(Name)} and
     * {@code method(regex|exact|starts_with|ends_with|contains|none)} for the expression.
     */
    void add(String criteria, String expression) {
        boolean out = false;
        String name = "";
        String header = "";
        String method = expression.isEmpty() ? "none" : "regex";
        Matcher each = CRITERION.matcher(criteria);
        while (each.find()) {
            switch (each.group(1)) {
                case "action" -> out = each.group(2).equals("exclude");
                case "name" -> name = each.group(2);
                case "header" -> header = each.group(2);
                case "method" -> method = each.group(2);
                default -> throw new IllegalArgumentException("Unknown criterion " + each.group(1));
            }
        }
        String eventName = name;
        String inHeader = header;
        Predicate<String> text = method(method, expression);
        (out ? excluding : including)
                .add(event -> (eventName.isEmpty() || eventName.equals(event.name()))
                        && (expression.isEmpty() || text.test(subject(event, inHeader))));
    }

    private static Predicate<String> method(String method, String expression) {
        Pattern wanted = method.equals("regex") ? pattern(expression) : null;
        return switch (method) {
            case "regex" -> text -> wanted.matcher(text).find();
            case "exact" -> expression::equals;
            case "starts_with" -> text -> text.startsWith(expression);
            case "ends_with" -> text -> text.endsWith(expression);
            case "contains" -> text -> text.contains(expression);
            case "none" -> text -> true;
            default -> throw new IllegalArgumentException("Unknown method " + method);
        };
    }

    private static String subject(Event event, String header) {
        if (header.isEmpty()) {
            return event.text();
        }
        for (String line : event.text().split("\r\n")) {
            if (line.startsWith(header + ": ")) {
                return line.substring(header.length() + 2);
            }
        }
        return "";
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("Filter is not a regular expression: " + expression, wrong);
        }
    }
}
