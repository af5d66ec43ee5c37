package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jackfield.pbx.sim.internal.desk.Customer;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Mix;
import org.jackfield.pbx.sim.internal.desk.Range;
import org.junit.jupiter.api.Test;

/** A whole day in virtual time. */
class DayTest {
    private static final int CALLS = 250;

    @Test
    void sameSeedTellsTheSameStory() {
        assertEquals(day(5).log, day(5).log);
        assertNotEquals(day(5).log, day(6).log);
    }

    @Test
    void everythingThatHappensAtADeskHappens() {
        Lab lab = day(1);
        List<String> calls = calls(lab);
        assertEquals(CALLS, calls.size());
        for (String seen : List.of(
                "\"direction\":\"inbound\"",
                "\"direction\":\"outbound\"",
                "\"direction\":\"internal\"",
                "\"outcome\":\"abandoned\"",
                "\"outcome\":\"missed\"",
                "\"outcome\":\"rejected\"",
                "\"outcome\":\"transferred\"",
                "\"kind\":\"blind\"",
                "\"from\":\"anonymous\"",
                "\"endedBy\":\"customer\"",
                "\"queue\":\"sales\"",
                "\"queue\":\"support\"")) {
            assertTrue(calls.stream().anyMatch(call -> call.contains(seen)), seen + " never happened");
        }
        Set<String> known = Customer.all().stream().map(Customer::number).collect(Collectors.toSet());
        long fromKnown = calls.stream()
                .filter(call -> known.stream().anyMatch(number -> call.contains("\"" + number + "\"")))
                .count();
        assertTrue(fromKnown > CALLS * 8 / 10, "only " + fromKnown + " calls with customers we know");
    }

    @Test
    void afterTheDayNothingIsLeftOver() {
        Lab lab = day(2);
        assertEquals(0, lab.pbx.channels().size());
        assertEquals(0, lab.pbx.openBridges().size());
        assertTrue(lab.desk.over());
        lab.act("Action: DeviceStateList");
        List<Recording.Message> messages = lab.received();
        assertTrue(messages.stream()
                .filter(message -> message.event().equals("DeviceStateChange")
                        && message.get("Timestamp").isEmpty())
                .allMatch(message -> message.get("State").equals("NOT_INUSE")));
        Map<String, Long> counts =
                messages.stream().collect(Collectors.groupingBy(Recording.Message::event, Collectors.counting()));
        assertEquals(counts.get("Newchannel"), counts.get("Hangup"));
        assertEquals(counts.get("BridgeCreate"), counts.get("BridgeDestroy"));
        assertEquals(counts.get("BridgeEnter"), counts.get("BridgeLeave"));
        assertEquals(counts.get("QueueCallerJoin"), counts.get("QueueCallerLeave"));
        assertEquals(counts.get("AgentConnect"), counts.get("AgentComplete"));
        assertEquals(counts.get("MusicOnHoldStart"), counts.get("MusicOnHoldStop"));
    }

    @Test
    void fortyCustomersHaveNumbersOfTheirOwn() {
        List<Customer> customers = Customer.all();
        assertEquals(40, customers.size());
        assertEquals(
                40,
                customers.stream()
                        .map(Customer::number)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .size());
        assertTrue(customers.stream()
                .allMatch(customer -> customer.number().matches("\\+[1-9][0-9]{6,14}")
                        && !customer.name().isBlank()
                        && !customer.company().isBlank()));
    }

    private static Lab day(long seed) {
        Lab lab = new Lab(new DeskSetup(
                seed,
                0.05,
                true,
                CALLS,
                Mix.parse(Mix.DAY),
                new Range(1_500, 3_500),
                new Range(8_000, 40_000),
                1,
                Set.of(),
                "",
                0,
                0,
                0));
        lab.received();
        lab.desk.open();
        lab.time.run(24L * 3_600 * 1_000);
        return lab;
    }

    private static List<String> calls(Lab lab) {
        return lab.log.stream()
                .filter(line -> line.startsWith("{\"event\":\"call\""))
                .toList();
    }
}
