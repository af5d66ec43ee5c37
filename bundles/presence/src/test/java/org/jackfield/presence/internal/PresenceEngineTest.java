package org.jackfield.presence.internal;

import static org.jackfield.presence.internal.Samples.ALICE;
import static org.jackfield.presence.internal.Samples.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.event.Fact.DeviceFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceEngineTest {
    private final Fakes core = new Fakes();
    private PresenceEngine presence;

    @BeforeEach
    void start() {
        presence = engine(30);
        core.logIn(TENANT, ALICE, SessionSource.PAGE);
    }

    @AfterEach
    void stop() {
        presence.close();
    }

    @Test
    void loggingInMakesReadyAndSaysSoOnce() {
        assertEquals(1, core.presences().size());
        core.logIn(TENANT, ALICE, SessionSource.DEVICE);
        assertEquals(1, core.presences().size());
        assertEquals(AgentState.READY, state());
    }

    @Test
    void lastLogOutMakesLoggedOff() {
        core.logIn(TENANT, ALICE, SessionSource.DEVICE);
        core.logOut(TENANT, ALICE, SessionSource.PAGE);
        assertEquals(AgentState.READY, state());
        core.logOut(TENANT, ALICE, SessionSource.DEVICE);
        assertEquals(AgentState.LOGGED_OFF, state());
    }

    @Test
    void workAfterCallEndsByItself() {
        core.append(TENANT, Samples.connected("C1"));
        core.append(TENANT, Samples.ended("C1"));
        assertEquals(AgentState.WORKING_AFTER_CALL, state());
        waitFor(() -> state() == AgentState.READY);
    }

    @Test
    void lunchChosenInACallComesAfterTheWork() {
        core.append(TENANT, Samples.connected("C1"));
        AgentPresence chosen = presence.choose(TENANT, ALICE, AgentState.NOT_READY, Optional.of("lunch"), ALICE);
        assertEquals(AgentState.BUSY, chosen.state());
        assertEquals(Optional.of(AgentState.NOT_READY), chosen.pending());
        core.append(TENANT, Samples.ended("C1"));
        waitFor(() -> state() == AgentState.NOT_READY);
        assertEquals(Optional.of("lunch"), presence.of(TENANT, ALICE).reason());
    }

    @Test
    void pulledCableMakesNotReadyAndNamesThePhone() {
        core.append(TENANT, new DeviceFact(Samples.phone(Device.State.READY)));
        core.append(TENANT, new DeviceFact(Samples.phone(Device.State.LOST)));
        assertEquals("device desk-1001 lost", presence.of(TENANT, ALICE).cause());
        core.append(TENANT, new DeviceFact(Samples.phone(Device.State.READY)));
        assertEquals(AgentState.READY, state());
    }

    @Test
    void choosingLoggedOffLogsOutEverywhere() {
        core.logIn(TENANT, ALICE, SessionSource.DEVICE);
        presence.choose(TENANT, ALICE, AgentState.LOGGED_OFF, Optional.empty(), ALICE);
        assertEquals(AgentState.LOGGED_OFF, state());
        assertTrue(core.sessions(TENANT, ALICE).isEmpty());
    }

    @Test
    void homeTimeChosenInACallLogsOutAfterIt() {
        core.append(TENANT, Samples.connected("C1"));
        presence.choose(TENANT, ALICE, AgentState.LOGGED_OFF, Optional.empty(), ALICE);
        core.append(TENANT, Samples.ended("C1"));
        waitFor(() -> state() == AgentState.LOGGED_OFF);
        waitFor(() -> core.sessions(TENANT, ALICE).isEmpty());
    }

    @Test
    void nobodyElseLogsAnAgentIn() {
        core.logOut(TENANT, ALICE, SessionSource.PAGE);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> presence.choose(TENANT, ALICE, AgentState.READY, Optional.empty(), "sue"));
        assertEquals("alice is logged off and can only log in in person", refused.getMessage());
        presence.choose(TENANT, ALICE, AgentState.READY, Optional.empty(), ALICE);
        assertEquals(AgentState.READY, state());
    }

    @Test
    void statesThatFollowFromCallsCannotBeChosen() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> presence.choose(TENANT, ALICE, AgentState.BUSY, Optional.empty(), ALICE));
        assertEquals("'busy' follows from calls: choose ready, notReady or loggedOff", refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> presence.choose(TENANT, "nobody", AgentState.READY, Optional.empty(), "nobody"));
    }

    @Test
    void repeatedFactsSayNothingNew() {
        core.append(TENANT, Samples.connected("C1"));
        int said = core.presences().size();
        for (int i = 0; i < 50; i++) {
            core.append(TENANT, i % 2 == 0 ? Samples.held("C1") : Samples.connected("C1"));
        }
        assertEquals(said, core.presences().size());
    }

    @Test
    void revisionGrowsWithEachChange() {
        core.append(TENANT, Samples.connected("C1"));
        core.append(TENANT, Samples.ended("C1"));
        long[] revisions =
                core.presences().stream().mapToLong(AgentPresence::rev).toArray();
        for (int i = 1; i < revisions.length; i++) {
            assertEquals(revisions[i - 1] + 1, revisions[i]);
        }
    }

    @Test
    void engineThatIsReplacedDuringACallFindsItAgain() {
        presence.close();
        core.live.add(Samples.connected("C1").call());
        presence = engine(30);
        assertEquals(AgentState.BUSY, state());
    }

    @Test
    void engineThatIsReplacedHearsOfALostPhoneFromItsDriver() {
        presence.close();
        presence = engine(30);
        assertEquals(AgentState.READY, state());
        presence.bindDriver(new DeviceDriver() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Collection<Device> devices() {
                return List.of(Samples.phone(Device.State.LOST));
            }

            @Override
            public CompletionStage<Integer> show(LineRef line, Display display) {
                throw new UnsupportedOperationException("presence shows nothing");
            }
        });
        assertEquals("device desk-1001 lost", presence.of(TENANT, ALICE).cause());
    }

    @Test
    void droppedEventsLeaveNobodyBusyForEver() {
        core.append(TENANT, Samples.connected("C1"));
        core.drop(7);
        assertEquals(AgentState.READY, state());
    }

    @Test
    void wrongValueIsOneClearSentenceAndTheDefaultHolds() {
        List<String> said = new ArrayList<>();
        assertEquals(10_000, Policy.of(config(-5), said::add).wrapUpMs());
        assertEquals(
                List.of("etc/org.jackfield.presence.cfg: wrapUpMs is -5, allowed is 0 to 3600000;"
                        + " 10000 is used instead"),
                said);
    }

    private AgentState state() {
        return presence.of(TENANT, ALICE).state();
    }

    private PresenceEngine engine(long wrapUpMs) {
        return new PresenceEngine(config(wrapUpMs), core, core, core);
    }

    private static void waitFor(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 5 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static PresenceConfig config(long wrapUpMs) {
        return new PresenceConfig() {
            @Override
            public String[] tenants() {
                return new String[] {TENANT};
            }

            @Override
            public long wrapUpMs() {
                return wrapUpMs;
            }

            @Override
            public boolean ringNoAnswerMakesNotReady() {
                return false;
            }

            @Override
            public long deviceLostGraceMs() {
                return 0;
            }

            @Override
            public long deviceSteadyMs() {
                return 0;
            }

            @Override
            public long headsetOffMs() {
                return 0;
            }

            @Override
            public boolean tellPbx() {
                return true;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PresenceConfig.class;
            }
        };
    }
}
