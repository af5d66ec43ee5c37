package org.jackfield.presence.internal;

import static org.jackfield.presence.internal.Samples.ALICE;
import static org.jackfield.presence.internal.Samples.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.junit.jupiter.api.Test;

/** What the PBXs are told about an agent's state, and when. */
class PbxTellerTest {
    private final Fakes core = new Fakes();
    private final List<String> told = new ArrayList<>();
    private AgentPresence now = presence(AgentState.LOGGED_OFF, "");
    private long rev;

    private final PbxTeller teller = new PbxTeller(
            config(),
            core,
            core,
            (tenant, line, state, reason) -> {
                told.add(line + " " + state.word() + " " + reason);
                return CompletableFuture.completedFuture(null);
            },
            new Asked());

    @Test
    void lunchAndBack() {
        becomes(AgentState.READY, "");
        becomes(AgentState.NOT_READY, "lunch");
        becomes(AgentState.READY, "");
        assertEquals(
                List.of("asterisk~main/1001 ready ", "asterisk~main/1001 notReady lunch", "asterisk~main/1001 ready "),
                told);
    }

    @Test
    void whoDialsOutAtLunchIsRungByNoQueueMeanwhile() {
        becomes(AgentState.NOT_READY, "lunch");
        becomes(AgentState.BUSY, "");
        becomes(AgentState.NOT_READY, "lunch");
        assertEquals(List.of("asterisk~main/1001 notReady lunch"), told, "busy is the PBX's own knowledge");
    }

    @Test
    void anotherCauseOfTheSameStateIsNotToldAgain() {
        becomes(AgentState.READY, "");
        becomes(AgentState.READY, "");
        assertEquals(1, told.size());
    }

    @Test
    void pbxThatIsBackHearsItAgain() {
        becomes(AgentState.NOT_READY, "lunch");
        core.append(TENANT, new LinkFact(true, "asterisk~other", 2, "", Optional.empty()));
        assertEquals(1, told.size());
        core.append(TENANT, new LinkFact(true, "asterisk~main", 2, "", Optional.empty()));
        assertEquals(List.of("asterisk~main/1001 notReady lunch", "asterisk~main/1001 notReady lunch"), told);
    }

    @Test
    void whoWasNeverHereIsNeverTold() {
        core.append(TENANT, new LinkFact(true, "asterisk~main", 1, "", Optional.empty()));
        assertEquals(List.of(), told);
    }

    private void becomes(AgentState state, String reason) {
        now = presence(state, reason);
        core.append(TENANT, new AgentFact(now));
    }

    private AgentPresence presence(AgentState state, String reason) {
        return new AgentPresence(
                TENANT,
                ALICE,
                state,
                Optional.of(reason).filter(r -> !r.isEmpty()),
                Optional.empty(),
                "because",
                Instant.EPOCH,
                ++rev);
    }

    private static PresenceConfig config() {
        return (PresenceConfig) Proxy.newProxyInstance(
                PresenceConfig.class.getClassLoader(),
                new Class<?>[] {PresenceConfig.class},
                (proxy, method, args) -> method.getDefaultValue());
    }

    private final class Asked implements Presence {
        @Override
        public AgentPresence of(String tenant, String agent) {
            return now;
        }

        @Override
        public Collection<AgentPresence> all(String tenant) {
            return List.of(now);
        }

        @Override
        public AgentPresence choose(String tenant, String agent, AgentState state, Optional<String> reason, String by) {
            throw new UnsupportedOperationException("the teller chooses nothing");
        }
    }
}
