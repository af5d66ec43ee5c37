package org.jackfield.presence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.presence.internal.Inputs.Choice;
import org.jackfield.presence.internal.Rules.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent's state is, by everything that may speak for or against it. */
class RulesTest {
    private static final Policy POLICY = new Policy(10_000, true, 0, 0, 0);
    private static final Choice LUNCH = new Choice(AgentState.NOT_READY, Optional.of("lunch"), "alice");
    private static final Choice BACK = new Choice(AgentState.READY, Optional.empty(), "alice");
    private static final Choice HOME = new Choice(AgentState.LOGGED_OFF, Optional.empty(), "alice");

    static Stream<Arguments> table() {
        return Stream.of(
                row("nobody there", "loggedOff - - not logged in", i -> Inputs.NONE),
                row("just logged in", "ready - - logged in", i -> i),
                row("a ringing phone changes nothing", "ready - - logged in", ringing("C1")),
                row("dialling", "busy - - call C1 initiated", dialling("C1")),
                row("in a call", "busy - - call C1 connected", connected("C1")),
                row("holding", "busy - - call C1 connected", connected("C1"), held("C1")),
                row("the oldest call is named", "busy - - call C9 connected", connected("C9"), connected("C1")),
                row(
                        "one of two calls ends",
                        "busy - - call C1 connected",
                        connected("C9"),
                        connected("C1"),
                        ended("C9")),
                row("afterwards", "workingAfterCall - - work after call C1", connected("C1"), ended("C1")),
                row("work done", "ready - - logged in", connected("C1"), ended("C1"), after(10_000)),
                row(
                        "a call breaks the work",
                        "busy - - call C2 connected",
                        connected("C1"),
                        ended("C1"),
                        connected("C2")),
                row("an end that was never a call", "ready - - logged in", ended("C1")),
                row("a dial that came to nothing", "ready - - logged in", dialling("C1"), i -> i.withoutCall("C1")),
                row("lunch", "notReady lunch - chosen by alice", chosen(LUNCH)),
                row("back from lunch", "ready - - chosen by alice", chosen(LUNCH), chosen(BACK)),
                row("lunch chosen in a call", "busy - notReady call C1 connected", connected("C1"), chosen(LUNCH)),
                row(
                        "lunch waits for the work",
                        "workingAfterCall - notReady work after call C1",
                        connected("C1"),
                        chosen(LUNCH),
                        ended("C1")),
                row(
                        "lunch at last",
                        "notReady lunch - chosen by alice",
                        connected("C1"),
                        chosen(LUNCH),
                        ended("C1"),
                        after(10_000)),
                row(
                        "lunch withdrawn in the call",
                        "ready - - chosen by alice",
                        connected("C1"),
                        chosen(LUNCH),
                        chosen(BACK),
                        ended("C1"),
                        after(10_000)),
                row(
                        "a choice ends the work",
                        "notReady lunch - chosen by alice",
                        connected("C1"),
                        ended("C1"),
                        chosen(LUNCH)),
                row("done early", "ready - - chosen by alice", connected("C1"), ended("C1"), chosen(BACK)),
                row("home after the call", "busy - loggedOff call C1 connected", connected("C1"), chosen(HOME)),
                row("rang out", "notReady noAnswer - no answer to call C1", ringing("C1"), rangOut("C1")),
                row("here again after ringing out", "ready - - chosen by alice", rangOut("C1"), chosen(BACK)),
                row("ringing out while talking", "busy - - call C1 connected", connected("C1"), rangOut("C2")),
                row("phone lost", "notReady deviceLost - device desk-1001 lost", phone(Device.State.LOST)),
                row(
                        "phone unplugged properly",
                        "notReady deviceLost - device desk-1001 disconnected",
                        phone(Device.State.DISCONNECTED)),
                row("phone asleep", "ready - - logged in", phone(Device.State.SLEEPING)),
                row("phone back", "ready - - logged in", phone(Device.State.LOST), phone(Device.State.READY)),
                row(
                        "broker away: no change",
                        "ready - - logged in",
                        phone(Device.State.READY),
                        phone(Device.State.UNKNOWN)),
                row(
                        "broker away with the phone lost: no change",
                        "notReady deviceLost - device desk-1001 lost",
                        phone(Device.State.LOST),
                        phone(Device.State.UNKNOWN)),
                row(
                        "lunch stands above the phone",
                        "notReady lunch - chosen by alice",
                        chosen(LUNCH),
                        phone(Device.State.LOST)),
                row(
                        "lunch stays when the phone is back",
                        "notReady lunch - chosen by alice",
                        phone(Device.State.LOST),
                        chosen(LUNCH),
                        phone(Device.State.READY)),
                row(
                        "being ready needs a phone",
                        "notReady deviceLost - device desk-1001 lost",
                        phone(Device.State.LOST),
                        chosen(BACK)),
                row(
                        "the PBX knows better than the phone",
                        "busy - - call C1 connected",
                        phone(Device.State.LOST),
                        connected("C1")),
                row(
                        "a phone that is somebody else's now",
                        "ready - - logged in",
                        phone(Device.State.LOST),
                        i -> i.withoutDevice("desk-1001")),
                row("a lost light", "ready - - logged in", device(Device.Kind.LIGHT, Device.State.LOST, Map.of())),
                row(
                        "do not disturb",
                        "notReady doNotDisturb - do not disturb at device dev-1",
                        device(Device.Kind.DESKPHONE, Device.State.READY, Map.of("doNotDisturb", "on"))),
                row(
                        "headset on the desk, nobody minds",
                        "ready - - logged in",
                        device(Device.Kind.HEADSET, Device.State.READY, Map.of("worn", "off")),
                        after(60_000)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("table")
    void theStateFollowsFromWhatIsKnown(String name, String expected, Steps steps) {
        assertEquals(expected, steps.run(POLICY));
    }

    @Test
    void lostPhoneIsBorneForTheGrace() {
        Policy patient = new Policy(0, false, 3000, 0, 0);
        Steps lost = new Steps(phone(Device.State.LOST));
        assertEquals("ready - - logged in", lost.run(patient));
        assertEquals(
                "notReady deviceLost - device desk-1001 lost",
                new Steps(phone(Device.State.LOST), after(3000)).run(patient));
        assertEquals(
                "ready - - logged in",
                new Steps(phone(Device.State.LOST), after(2000), phone(Device.State.READY), after(3000)).run(patient));
    }

    @Test
    void headsetOffTheHeadTooLong() {
        Policy strict = new Policy(0, false, 0, 0, 5000);
        Step off = device(Device.Kind.HEADSET, Device.State.READY, Map.of("worn", "off"));
        Step on = device(Device.Kind.HEADSET, Device.State.READY, Map.of("worn", "on"));
        assertEquals("ready - - logged in", new Steps(off, after(4000), off).run(strict));
        assertEquals(
                "notReady headsetOff - headset dev-1 is off the head",
                new Steps(off, after(4000), off, after(1000)).run(strict));
        assertEquals("ready - - logged in", new Steps(off, after(9000), on).run(strict));
    }

    @Test
    void noWorkAfterCallsWhereThePolicyGivesNone() {
        assertEquals("ready - - logged in", new Steps(connected("C1"), ended("C1")).run(new Policy(0, false, 0, 0, 0)));
    }

    @Test
    void ringingOutIsForgivenByDefault() {
        assertEquals("ready - - logged in", new Steps(rangOut("C1")).run(new Policy(0, false, 0, 0, 0)));
    }

    /** One thing that happens; {@code now} is the test's clock. */
    private interface Step {
        Inputs on(Inputs inputs, Policy policy, long[] now);
    }

    /** What happens to an agent who has just logged in. */
    private record Steps(Step... steps) {
        String run(Policy policy) {
            Inputs inputs = Inputs.NONE.withSessions(Set.of(SessionSource.PAGE));
            long[] now = {0};
            for (Step step : steps) {
                inputs = step.on(inputs, policy, now).settle(now[0]);
            }
            Decision decision = Rules.decide(inputs, policy, now[0]);
            return decision.state().word() + " " + decision.reason().orElse("-") + " "
                    + decision.pending().map(AgentState::word).orElse("-") + " " + decision.cause();
        }
    }

    private static Arguments row(String name, String expected, Object... steps) {
        return Arguments.of(name, expected, new Steps(Stream.of(steps).toArray(Step[]::new)));
    }

    private static Arguments row(String name, String expected, UnaryOperator<Inputs> only) {
        return Arguments.of(name, expected, new Steps((i, p, t) -> only.apply(i)));
    }

    private static Arguments row(String name, String expected, Step first, UnaryOperator<Inputs> last) {
        return Arguments.of(name, expected, new Steps(first, (i, p, t) -> last.apply(i)));
    }

    private static Step after(long ms) {
        return (i, p, t) -> {
            t[0] += ms;
            return i;
        };
    }

    private static Step chosen(Choice choice) {
        return (i, p, t) -> i.choose(choice);
    }

    private static Step ringing(String call) {
        return (i, p, t) -> i.withCall(Samples.ringing(call), Samples.ALICE, p, t[0]);
    }

    private static Step dialling(String call) {
        return (i, p, t) -> i.withCall(Samples.dialling(call), Samples.ALICE, p, t[0]);
    }

    private static Step connected(String call) {
        return (i, p, t) -> i.withCall(Samples.connected(call), Samples.ALICE, p, t[0]);
    }

    private static Step held(String call) {
        return (i, p, t) -> i.withCall(Samples.held(call), Samples.ALICE, p, t[0]);
    }

    private static Step ended(String call) {
        return (i, p, t) -> i.withCall(Samples.ended(call), Samples.ALICE, p, t[0]);
    }

    private static Step rangOut(String call) {
        return (i, p, t) -> i.withCall(Samples.rangOut(call), Samples.ALICE, p, t[0]);
    }

    private static Step phone(Device.State state) {
        return (i, p, t) -> i.withDevice(Samples.phone(state), p, t[0]);
    }

    private static Step device(Device.Kind kind, Device.State state, Map<String, String> facts) {
        return (i, p, t) -> i.withDevice(Samples.device("dev-1", kind, state, facts), p, t[0]);
    }
}
