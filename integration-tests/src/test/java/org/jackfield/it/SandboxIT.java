package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.JsForce;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Sandbox;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Salesforce look-alike is one to a client that is not ours, and keeps what it acknowledged. */
@Needs(RealPart.DISTRIBUTION)
class SandboxIT {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxIT.class);
    private static final int STEPS = 25;
    /** Fewer than a page of a query's answer holds. */
    private static final int MOST_CALLS = 1_900;

    @Test
    @Needs(RealPart.JSFORCE)
    void jsforceWorksWithItAndFindsItsRecordsAfterAKill() {
        try (Sandbox sandbox = Sandbox.start()) {
            List<String> steps = JsForce.steps(sandbox.settings());
            steps.forEach(LOG::info);
            assertEquals(
                    List.of(),
                    steps.stream().filter(s -> !s.startsWith("PASS  ")).toList());
            assertEquals(STEPS, steps.size());

            sandbox.kill();
            sandbox.restart();

            JsonNode call =
                    sandbox.query("SELECT CallDurationInSeconds, Who.Name FROM Task WHERE CtiCallId__c = '01CALL'");
            assertEquals(1, call.path("totalSize").asInt());
            assertEquals(13, call.at("/records/0/CallDurationInSeconds").asInt());
            assertEquals("Ann Customer", call.at("/records/0/Who/Name").asText());
        }
    }

    @Test
    void everyAcknowledgedCallIsThereOnceAfterAKillInTheMiddle() throws Exception {
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        try (Sandbox sandbox = Sandbox.start()) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> logCalls(sandbox, acknowledged));
            Await.until(Duration.ofSeconds(30), "200 calls are logged", () -> acknowledged.size() >= 200);
            sandbox.kill();
            writer.get(15, TimeUnit.SECONDS);
            assertTrue(acknowledged.size() < MOST_CALLS, "it was killed while calls were logged");

            sandbox.restart();

            List<String> there = new ArrayList<>();
            sandbox.query("SELECT CtiCallId__c FROM Task")
                    .path("records")
                    .forEach(task -> there.add(task.path("CtiCallId__c").asText()));
            Set<String> different = new TreeSet<>(there);
            LOG.info("{} calls acknowledged, {} tasks after the kill", acknowledged.size(), there.size());
            assertEquals(different.size(), there.size(), "a call is there twice");
            assertTrue(different.containsAll(acknowledged), "an acknowledged call is lost");
            // the one that was on its way
            assertTrue(there.size() <= acknowledged.size() + 1, there.size() + " tasks");
        }
    }

    /** Until it does not answer any more. */
    private static void logCalls(Sandbox sandbox, Set<String> acknowledged) {
        try {
            for (int i = 0; i < MOST_CALLS; i++) {
                String callId = "CALL" + i;
                assertEquals(201, sandbox.log(callId));
                acknowledged.add(callId);
            }
        } catch (IOException e) {
            LOG.info("The sandbox is gone: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
