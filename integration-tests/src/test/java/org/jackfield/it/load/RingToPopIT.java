package org.jackfield.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.junit.jupiter.api.Test;

/**
 * Rings at a steady rate through the real distribution: each pops exactly once. How long that takes is for
 * {@code ./jackfield bench latency}.
 */
@Needs(RealPart.DISTRIBUTION)
class RingToPopIT {
    private static final int PER_SECOND = 20;
    private static final int CALLS = 300;
    private static final int AGENTS = 50;
    private static final Duration RINGS = Duration.ofMillis(400);

    @Test
    void everyRingPopsExactlyOnce() {
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
            new OpenLoop(PER_SECOND, CALLS, AGENTS, RINGS).drive(pbx, 0);
            everyCallPoppedOnce(events);
        }
    }

    private static String line(int agent) {
        return String.valueOf(1000 + agent);
    }

    private static void everyCallPoppedOnce(Sse events) {
        Await.until(
                Duration.ofSeconds(20),
                "all " + CALLS + " calls ended",
                () -> events.all("callCleared", e -> true).count() >= CALLS);
        Map<String, String> numbers = new HashMap<>();
        events.all("delivered", e -> true)
                .forEach(e -> numbers.put(
                        e.data().at("/call/id").asText(),
                        e.data().at("/call/caller/number").asText()));
        Map<String, Integer> pops = new HashMap<>();
        events.all("pop", e -> e.path("rev").asInt() == 1)
                .forEach(e -> pops.merge(numbers.get(e.data().path("call").asText()), 1, Integer::sum));
        for (int call = 0; call < CALLS; call++) {
            assertEquals(1, pops.get(OpenLoop.number(call)), "pops of call " + call);
        }
    }
}
