package org.jackfield.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.junit.jupiter.api.Test;

/**
 * From the intended send of the ringing event to the read of the pop, measured by one process that holds the AMI server
 * and the event stream, open loop. The figures are printed, never asserted; that each ring pops exactly once is.
 */
@Needs(RealPart.DISTRIBUTION)
class RingToPopIT {
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 400;
    private static final int MEASURED = 600;
    private static final int AGENTS = 50;
    private static final Duration RINGS = Duration.ofMillis(400);

    @Test
    void everyRingPopsOnceAndTheTimeItTakesIsPrinted() {
        StringBuilder agents = new StringBuilder("agent,name,team,link,line\n");
        for (int i = 0; i < AGENTS; i++) {
            agents.append("a%d,Agent %d,load,asterisk~main,%s\n".formatted(i, i, line(i)));
        }
        try (LoadPbx pbx = new LoadPbx();
                Jackfield server = Jackfield.start(
                        "ring-to-pop",
                        new Setup()
                                .agents(agents.toString())
                                .numbers()
                                .asterisk(pbx.port(), "any")
                                .contacts("id,name,company,phone\n1,Ann,Northwind,+12025550101\n"));
                Sse events = server.as("admin").events()) {
            Await.until(Duration.ofSeconds(20), "the link is up", () -> server.as("admin")
                    .get("/links")
                    .body()
                    .at("/items/0/state")
                    .asText()
                    .equals("up"));
            Map<Integer, Instant> intended = drive(pbx);
            report(intended, events);
        }
    }

    private static String line(int agent) {
        return String.valueOf(1000 + agent);
    }

    private static String number(int call) {
        return "+1202555" + (1000 + call);
    }

    /** Starts calls at their appointed times, whatever became of the earlier ones. */
    private static Map<Integer, Instant> drive(LoadPbx pbx) {
        Map<Integer, Instant> intended = new HashMap<>();
        Instant start = Instant.now().plusMillis(500);
        List<Instant> ends = new ArrayList<>();
        int ended = 0;
        for (int call = 0; call < WARM_UP + MEASURED; call++) {
            Instant at = start.plusNanos(1_000_000_000L / PER_SECOND * call);
            while (ended < ends.size() && ends.get(ended).isBefore(at)) {
                until(ends.get(ended));
                pbx.hangsUp(ended, line(ended % AGENTS));
                ended++;
            }
            until(at.minusMillis(5));
            pbx.dials(call, number(call), line(call % AGENTS));
            until(at);
            pbx.rings(call, line(call % AGENTS));
            intended.put(call, at);
            ends.add(at.plus(RINGS));
        }
        for (; ended < ends.size(); ended++) {
            until(ends.get(ended));
            pbx.hangsUp(ended, line(ended % AGENTS));
        }
        return intended;
    }

    private static void until(Instant at) {
        for (long left = nanos(at); left > 0; left = nanos(at)) {
            if (left > 200_000) {
                LockSupport.parkNanos(left - 100_000);
            }
        }
    }

    private static long nanos(Instant at) {
        return Duration.between(Instant.now(), at).toNanos();
    }

    private static void report(Map<Integer, Instant> intended, Sse events) {
        int calls = WARM_UP + MEASURED;
        Await.until(
                Duration.ofSeconds(20),
                "all " + calls + " calls ended",
                () -> events.all("callCleared", e -> true).count() >= calls);
        Map<String, Integer> byNumber = new HashMap<>();
        intended.keySet().forEach(call -> byNumber.put(number(call), call));
        Map<String, Integer> byId = new HashMap<>();
        long[] delivered = new long[calls];
        events.all("delivered", e -> true).forEach(e -> {
            int call = byNumber.get(e.data().at("/call/caller/number").asText());
            byId.put(e.data().at("/call/id").asText(), call);
            delivered[call] = micros(intended.get(call), e.readAt());
        });
        long[] popped = new long[calls];
        int[] pops = new int[calls];
        events.all("pop", e -> e.path("rev").asInt() == 1).forEach(e -> {
            int call = byId.get(e.data().path("call").asText());
            pops[call]++;
            popped[call] = micros(intended.get(call), e.readAt());
        });
        for (int call = 0; call < calls; call++) {
            assertEquals(1, pops[call], "pops of call " + call);
        }
        print("ring → delivered read", delivered);
        print("ring → pop read", popped);
        long[] inside = new long[calls];
        for (int call = 0; call < calls; call++) {
            inside[call] = popped[call] - delivered[call];
        }
        print("delivered → pop (routes and screenpop, in process)", inside);
    }

    private static long micros(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1000;
    }

    private static void print(String what, long[] all) {
        long[] sorted = java.util.Arrays.copyOfRange(all, WARM_UP, all.length);
        java.util.Arrays.sort(sorted);
        System.out.printf(
                "%-52s %d calls at %d/s: p50 %.3f ms, p99 %.3f ms, max %.3f ms%n",
                what,
                sorted.length,
                PER_SECOND,
                sorted[sorted.length / 2] / 1000.0,
                sorted[sorted.length * 99 / 100] / 1000.0,
                sorted[sorted.length - 1] / 1000.0);
    }
}
