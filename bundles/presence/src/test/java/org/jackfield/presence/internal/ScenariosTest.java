package org.jackfield.presence.internal;

import static org.jackfield.api.device.Device.State.DISCONNECTED;
import static org.jackfield.api.device.Device.State.LOST;
import static org.jackfield.api.device.Device.State.READY;
import static org.jackfield.api.device.Device.State.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.device.Device;
import org.junit.jupiter.api.Test;

/** Exactly what is published, with its cause and its second, when hardware does what hardware does. */
class ScenariosTest {
    private static final Policy POLICY = new Policy(10_000, true, 0, 5_000, 30_000);

    @Test
    void headsetOffTheHeadForHalfAMinute() {
        Story story = new Story(POLICY)
                .headset(READY, "on")
                .at(10)
                .headset(READY, "off")
                .at(39)
                .headset(READY, "off")
                .at(60)
                .headset(READY, "on")
                .at(100);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "40: notReady headsetOff (headset hs-7 is off the head)",
                        "60: ready (logged in)"),
                story.published());
    }

    @Test
    void headsetLaidDownForAMomentIsNotNoticed() {
        Story story = new Story(POLICY);
        for (int second = 0; second < 300; second += 20) {
            story.at(second).headset(READY, second % 40 == 0 ? "off" : "on");
        }
        assertEquals(List.of("0: ready (logged in)"), story.published());
    }

    @Test
    void onACallTheHeadsetDecidesNothing() {
        Story story = new Story(POLICY)
                .headset(READY, "on")
                .at(5)
                .connected("C1")
                .at(6)
                .headset(READY, "off")
                .at(90)
                .headset(LOST, "off")
                .at(100)
                .ended("C1")
                .at(200);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "5: busy (call C1 connected)",
                        "100: workingAfterCall (work after call C1)",
                        "110: notReady deviceLost (headset hs-7 lost)"),
                story.published());
    }

    @Test
    void pulledCableAndBack() {
        Story story = new Story(POLICY)
                .phone(READY)
                .at(30)
                .phone(LOST)
                .at(90)
                .phone(READY)
                .at(200);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "30: notReady deviceLost (device desk-1001 lost)",
                        "95: ready (logged in)"),
                story.published());
    }

    @Test
    void phoneThatStopsAndStartsEveryTwoSecondsIsOneChange() {
        Story story = new Story(POLICY).phone(READY);
        for (int second = 2; second <= 300; second += 4) {
            story.at(second).phone(DISCONNECTED).at(second + 2).phone(READY);
        }
        story.at(400);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "2: notReady deviceLost (device desk-1001 disconnected)",
                        "305: ready (logged in)"),
                story.published());
    }

    @Test
    void whileTheBrokerIsAwayNobodysStateChanges() {
        Story story = new Story(POLICY)
                .phone(READY)
                .headset(READY, "on")
                .at(10)
                .headset(READY, "off")
                .at(20)
                .phone(UNKNOWN)
                .headset(UNKNOWN, "off")
                .at(600)
                .phone(READY)
                .headset(READY, "off")
                .at(700);
        assertEquals(
                List.of("0: ready (logged in)", "620: notReady headsetOff (headset hs-7 is off the head)"),
                story.published(),
                "ten seconds off before the broker went, twenty after it came back");
    }

    @Test
    void lostStaysLostWhileTheBrokerIsAway() {
        Story story = new Story(POLICY)
                .phone(READY)
                .at(10)
                .phone(LOST)
                .at(20)
                .phone(UNKNOWN)
                .at(60)
                .phone(READY)
                .at(100);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "10: notReady deviceLost (device desk-1001 lost)",
                        "65: ready (logged in)"),
                story.published());
    }

    @Test
    void lunchChosenInACallComesAfterTheWork() {
        Story story = new Story(POLICY)
                .connected("C1")
                .at(5)
                .chooses(AgentState.NOT_READY, "lunch")
                .at(8)
                .device("desk-1001", Device.Kind.DESKPHONE, READY, Map.of("doNotDisturb", "on"))
                .at(20)
                .ended("C1")
                .at(60)
                .chooses(AgentState.READY, "")
                .at(70);
        assertEquals(
                List.of(
                        "0: ready (logged in)",
                        "0: busy (call C1 connected)",
                        "5: busy then notReady (call C1 connected)",
                        "20: workingAfterCall then notReady (work after call C1)",
                        "30: notReady lunch (chosen by alice)",
                        "60: notReady doNotDisturb (do not disturb at device desk-1001)"),
                story.published());
    }
}
