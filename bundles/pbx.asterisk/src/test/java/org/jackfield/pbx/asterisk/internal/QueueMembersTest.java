package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jackfield.api.agent.AgentState;
import org.junit.jupiter.api.Test;

/** What a queue hears when an agent's state changes. */
class QueueMembersTest {
    private final List<String> sent = new ArrayList<>();
    private CompletableFuture<AmiMessage> answer = CompletableFuture.completedFuture(null);

    @Test
    void lunchPausesWithItsReasonAndReadyResumes() {
        members(Map.of()).tell("1001", AgentState.NOT_READY, "lunch").join();
        members(Map.of()).tell("1001", AgentState.READY, "").join();
        assertEquals(
                List.of(
                        "Action: QueuePause | Interface: PJSIP/1001 | Paused: true | Reason: lunch",
                        "Action: QueuePause | Interface: PJSIP/1001 | Paused: false"),
                sent);
    }

    @Test
    void workAfterACallPausesAndSaysSo() {
        members(Map.of("queueMember", "Local/{line}@agents/n"))
                .tell("1001", AgentState.WORKING_AFTER_CALL, "")
                .join();
        assertEquals(
                List.of("Action: QueuePause | Interface: Local/1001@agents/n | Paused: true"
                        + " | Reason: workingAfterCall"),
                sent);
    }

    @Test
    void hostileReasonIsOneShortHeader() {
        String hostile = "x\r\nAction: Command\r\n" + "y".repeat(500);
        members(Map.of()).tell("1001", AgentState.NOT_READY, hostile).join();
        assertTrue(sent.get(0).endsWith("Reason: x Action: Command " + "y".repeat(42)), sent.get(0));
    }

    @Test
    void whoIsInNoQueueIsNoFailure() {
        answer = CompletableFuture.failedFuture(
                new IllegalStateException("The PBX refused QueuePause: Interface not found"));
        members(Map.of()).tell("1009", AgentState.NOT_READY, "").join();
        answer = CompletableFuture.failedFuture(
                new IllegalStateException("The PBX refused QueuePause: Permission denied"));
        CompletableFuture<Void> refused = members(Map.of()).tell("1001", AgentState.NOT_READY, "");
        assertTrue(refused.isCompletedExceptionally());
        String sentence = refused.handle((done, failure) ->
                        ((CompletionException) failure).getCause().getMessage())
                .join();
        assertFalse(sentence.isEmpty());
        assertEquals("The PBX refused QueuePause: Permission denied", sentence);
    }

    private QueueMembers members(Map<String, Object> settings) {
        AsteriskConfig config = (AsteriskConfig) Proxy.newProxyInstance(
                AsteriskConfig.class.getClassLoader(),
                new Class<?>[] {AsteriskConfig.class},
                (proxy, method, args) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
        return new QueueMembers(config, action -> {
            sent.add(new String(action.encode("1"), StandardCharsets.UTF_8)
                    .replace("\r\nActionID: 1\r\n\r\n", "")
                    .replace("\r\n", " | "));
            return answer;
        });
    }
}
