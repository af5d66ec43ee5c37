package org.jackfield.crm.sandbox.internal.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.rest.Request;
import org.jackfield.crm.sandbox.internal.rest.Response;

/** The faults that were ordered and have not happened yet, and the endpoint at which they are ordered. Thread-safe. */
final class Faults {
    /** Where they are ordered: nothing that Salesforce has. */
    static final String PATH = "/sandbox/faults";

    private static final int MOST = 100_000;
    private static final int LONGEST_HANG = 600;

    /** A fault of the next so many requests that have the text in their path. */
    record Order(Fault fault, String path, int times, Duration hang) {
        Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("fault", fault.word());
            told.put("path", path);
            told.put("times", times);
            told.put("seconds", hang.toMillis() / 1_000.0);
            return told;
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** What is to go wrong with this request, counted down. */
    synchronized Optional<Order> take(Request request) {
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            if (request.path().contains(order.path())) {
                if (order.times() == 1) {
                    orders.remove(i);
                } else {
                    orders.set(i, new Order(order.fault(), order.path(), order.times() - 1, order.hang()));
                }
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** POST orders one, GET lists what is still to come, DELETE forgets all. */
    synchronized Response answer(Request request) {
        try {
            switch (request.method()) {
                case "POST" -> orders.add(order(Request.form(request.body())));
                case "DELETE" -> orders.clear();
                case "GET" -> {}
                default -> {
                    return Response.json(405, Map.of("message", "GET, POST or DELETE"));
                }
            }
            return Response.json(200, orders.stream().map(Order::told).toList());
        } catch (IllegalArgumentException e) {
            return Response.json(400, Map.of("message", e.getMessage()));
        }
    }

    private static Order order(Map<String, String> form) {
        String name = form.getOrDefault("fault", "");
        Fault fault = Fault.of(name)
                .orElseThrow(() -> new IllegalArgumentException("fault is one of "
                        + Arrays.stream(Fault.values()).map(Fault::word).toList() + ", not '" + name + "'"));
        return new Order(
                fault,
                form.getOrDefault("path", "/services/data"),
                number(form, "times", 1, 1, MOST),
                Duration.ofSeconds(number(form, "seconds", 30, 0, LONGEST_HANG)));
    }

    private static int number(Map<String, String> form, String name, int usual, int least, int most) {
        String value = form.getOrDefault(name, String.valueOf(usual));
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " is a number from " + least + " to " + most + ", not " + value);
        }
        return Integer.parseInt(value);
    }
}
