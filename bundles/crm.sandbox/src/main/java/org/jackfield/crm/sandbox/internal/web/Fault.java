package org.jackfield.crm.sandbox.internal.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jackfield.crm.sandbox.internal.rest.Response;

/** What goes wrong with a request on command. */
enum Fault {
    /** The session ends while it is used: nothing is done. */
    EXPIRE {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            expire.run();
            return Optional.of(work.get());
        }
    },
    /** No calls are left for today: nothing is done. */
    LIMIT {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            return refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }
    },
    /** Too much at once: nothing is done, and the client is told when to come again. */
    BUSY {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            return refusal(429, "TOO_MANY_REQUESTS", "Too many requests").map(r -> r.with("Retry-After", "1"));
        }
    },
    /** It breaks: nothing is done. */
    BREAK {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            return refusal(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred");
        }
    },
    /** A page for people where JSON was expected: nothing is done. */
    HTML {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            return Optional.of(Response.html(503, "<html><body>Down for maintenance</body></html>"));
        }
    },
    /** Silence, then the end of the connection: nothing is done. */
    HANG {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            pass(hang);
            return Optional.empty();
        }
    },
    /** The connection ends at once: nothing is done. */
    RESET {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            return Optional.empty();
        }
    },
    /** It is done, but the answer never comes. */
    COMMIT {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            work.get();
            pass(hang);
            return Optional.empty();
        }
    },
    /** Somebody else wrote the same record a moment before; for requests that create something. */
    RACE {
        @Override
        Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire) {
            Response done = work.get();
            if (done.body() instanceof List<?> outcomes) {
                return Optional.of(Response.json(
                        done.status(), outcomes.stream().map(Fault::beaten).toList()));
            }
            return done.status() == 201 && done.body() instanceof Map<?, ?> made
                    ? refusal(400, DUPLICATE, duplicate(made))
                    : Optional.of(done);
        }
    };

    private static final String DUPLICATE = "DUPLICATE_VALUE";

    /**
     * What the client gets; empty when it gets nothing.
     *
     * @param work does what was asked
     * @param expire ends all sessions
     */
    abstract Optional<Response> answer(Supplier<Response> work, Duration hang, Runnable expire);

    /** By its name in lower case. */
    static Optional<Fault> of(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(name))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String duplicate(Map<?, ?> made) {
        return "duplicate value found: <unknown> duplicates value on record with id: " + made.get("id");
    }

    /** The outcome of one record of a collection, if that was created. */
    private static Object beaten(Object outcome) {
        return outcome instanceof Map<?, ?> made && Boolean.TRUE.equals(made.get("created"))
                ? Map.of(
                        "success",
                        false,
                        "errors",
                        List.of(Map.of("statusCode", DUPLICATE, "message", duplicate(made), "fields", List.of())))
                : outcome;
    }

    private static Optional<Response> refusal(int status, String code, String message) {
        return Optional.of(Response.json(status, List.of(Map.of("message", message, "errorCode", code))));
    }

    /** Ends early, with the fault, when the sandbox ends. */
    private static void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
