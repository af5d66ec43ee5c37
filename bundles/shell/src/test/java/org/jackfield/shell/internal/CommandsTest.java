package org.jackfield.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jackfield.api.Tenant;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Calls;
import org.jackfield.api.control.Links;
import org.jackfield.api.control.Refused;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.device.DeviceCheck;
import org.jackfield.api.device.DeviceCheck.Finding;
import org.jackfield.api.device.DeviceCheck.Verdict;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.staffing.Outlook;
import org.jackfield.api.staffing.Staffing;
import org.jackfield.api.store.StoreException;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class CommandsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final House house = new House();

    private static Status status(String name, Status.State state, String reason) {
        return new Status(name, Tenant.MAIN, state, reason, NOON, Map.of("events", 42L));
    }

    private static Call call(String callerName) {
        return new Call(
                "01CALL",
                Tenant.MAIN,
                "asterisk~main",
                Direction.INBOUND,
                CallState.ALERTING,
                Party.of("+12025550101", callerName),
                Party.of("+442079460111", ""),
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private House withLinks(String... names) {
        return house.with(Links.class, (method, arguments) -> List.of(names).stream()
                .map(name -> status(name, Status.State.UP, ""))
                .toList());
    }

    @Test
    void linksShowStateAndReason() throws Exception {
        house.with(
                Links.class,
                (method, arguments) -> List.of(status(
                        "asterisk~main", Status.State.DOWN, "127.0.0.1:5038 refuses the connection: start the PBX")));
        String shown = house.run(new LinksCommand());
        assertTrue(shown.contains("asterisk~main"), shown);
        assertTrue(shown.contains("down"), shown);
        assertTrue(shown.contains("events=42"), shown);
        assertTrue(shown.contains("start the PBX"), shown);
    }

    @Test
    void aMissingServiceIsOneSentence() throws Exception {
        String shown = house.run(new LinksCommand());
        assertTrue(shown.startsWith("failed: The service Links is not there: "), shown);
        assertEquals(1, shown.lines().count());
    }

    @Test
    void aCallersNameCannotMoveTheCursor() throws Exception {
        house.with(Calls.class, (method, arguments) -> List.of(call("Eve\u001b[2J\u202e\r\nAdmin")));
        String shown = house.run(new CallsCommand());
        assertTrue(shown.contains("Eve"), shown);
        assertFalse(shown.contains("\u001b") || shown.contains("\u202e") || shown.contains("\r"), shown);
        assertEquals(3, shown.lines().count(), "header, rule and one call");
    }

    @Test
    void theWorstPartComesFirst() throws Exception {
        house.with(
                HealthSource.class,
                (method, arguments) -> List.of(
                        status("store", Status.State.UP, ""),
                        status("etc/agents.csv", Status.State.DEGRADED, "line 3 is wrong")));
        String shown = house.run(new HealthCommand());
        assertTrue(shown.indexOf("etc/agents.csv") < shown.indexOf("store"), shown);
    }

    @Test
    void staffingMarksTheAgentsNeeded() throws Exception {
        House house = new House().with(Staffing.class, (method, arguments) -> switch (method) {
            case "fewest" -> new Outlook(14, 0.71, 0.89, 0, Duration.ofSeconds(8));
            case "outlook" -> new Outlook((int) arguments[1], 0.71, 0.89, 0, Duration.ofSeconds(8));
            case "rostered" -> 20;
            default -> 3.0;
        });
        StaffingCommand staffing = new StaffingCommand();
        staffing.calls = 200;
        staffing.handling = 180;
        staffing.wage = 30;
        String shown = house.run(staffing);
        assertTrue(
                shown.lines()
                        .anyMatch(line -> line.matches("needed *. 14 *. 20 *. 89.0 *. 0.0 *. 8.0 *. 71.0 *. 3.00 *")),
                shown);
        staffing.percent = 100;
        assertTrue(house.run(staffing).contains("service level must be between 0 and 1"));
    }

    @Test
    void lookupSaysWhoAndWhy() throws Exception {
        Match ann = new Match(
                "directory~contacts",
                "Contact",
                "7",
                "Ann Customer",
                Optional.of("Acme"),
                Optional.empty(),
                "mobile",
                List.of());
        house.with(
                Contacts.class,
                (method, arguments) -> CompletableFuture.completedStage(
                        new Lookup(CrmState.OK, List.of(ann), List.of("0101 was read as +12025550101"))));
        LookupCommand lookup = new LookupCommand();
        lookup.number = List.of("+1", "202", "0101");
        assertFalse(house.run(lookup).contains("was read"));
        lookup.number = List.of("0101", "--explain");
        String shown = house.run(lookup);
        assertTrue(shown.contains("Ann Customer") && shown.contains("Acme"), shown);
        assertTrue(shown.contains("0101 was read as +12025550101"), shown);
    }

    @Test
    void agentsShowStateAndLines() throws Exception {
        LineRef line = new LineRef("asterisk~main", "1001");
        house.with(
                        AgentSessions.class,
                        (method, arguments) -> method.equals("agents")
                                ? List.of(new Agent(Tenant.MAIN, "alice", "Alice", "desk", List.of(line)))
                                : Set.of(SessionSource.PAGE))
                .with(
                        Presence.class,
                        (method, arguments) -> new AgentPresence(
                                Tenant.MAIN,
                                "alice",
                                AgentState.BUSY,
                                Optional.empty(),
                                Optional.of(AgentState.NOT_READY),
                                "in a call",
                                NOON,
                                3));
        String shown = house.run(new AgentsCommand());
        assertTrue(shown.contains("busy, then notReady"), shown);
        assertTrue(shown.contains("asterisk~main/1001"), shown);
    }

    @Test
    void aLineWithoutALinkIsEnoughWhereThereIsOneLink() throws Exception {
        List<Object> asked = new ArrayList<>();
        withLinks("asterisk~main").with(CallControl.class, (method, arguments) -> {
            asked.add(arguments[1]);
            return CompletableFuture.completedStage(call("Ann"));
        });
        CallCommand command = new CallCommand();
        command.line = "1001";
        command.number = "+12025550101";
        assertTrue(house.run(command).startsWith("Call 01CALL is alerting"));
        assertEquals(List.of(new LineRef("asterisk~main", "1001")), asked);
        withLinks("asterisk~main", "asterisk~berlin");
        assertTrue(house.run(command).contains("asterisk~berlin"), "names the links to choose from");
    }

    @Test
    void aRefusedCallIsOneSentence() throws Exception {
        withLinks("asterisk~main")
                .with(
                        CallControl.class,
                        (method, arguments) -> CompletableFuture.failedStage(
                                new Refused(Refused.Why.UNAVAILABLE, "Link asterisk~main is down")));
        CallCommand command = new CallCommand();
        command.line = "1001";
        command.number = "1";
        assertEquals("failed: Link asterisk~main is down", house.run(command));
    }

    @Test
    void aBrokenDatabaseIsOneSentence() throws Exception {
        house.with(Accounts.class, (method, arguments) -> {
            throw new StoreException("The database does not answer: check etc/org.jackfield.store.cfg", null);
        });
        assertEquals(
                "failed: The database does not answer: check etc/org.jackfield.store.cfg",
                house.run(new UserListCommand()));
    }

    @Test
    void aUserGetsAPasswordShownOnce() throws Exception {
        List<Account> made = new ArrayList<>();
        house.with(Accounts.class, (method, arguments) -> {
            made.add((Account) arguments[0]);
            return "s3cret";
        });
        UserCreateCommand command = new UserCreateCommand();
        command.name = List.of("sue", "--role", "supervisor");
        assertEquals(
                "User sue (supervisor) has the password s3cret (shown only now)",
                house.run(command).strip());
        assertEquals(List.of(new Account(Tenant.MAIN, "sue", AccountRole.SUPERVISOR, Optional.empty())), made);
        command.name = List.of("sue", "--role", "boss");
        assertTrue(house.run(command).contains("'boss' is none of"));
        command.name = List.of("sue", "--roll", "agent");
        assertTrue(house.run(command).contains("There is no option --roll"));
        command.name = List.of("sue", "--role");
        assertTrue(house.run(command).contains("--role needs a value"));
        command.name = List.of("sue", "may");
        assertTrue(house.run(command).contains("Write one name"));
    }

    @Test
    void aDeviceBelongsToALine() throws Exception {
        List<Enrolment> made = new ArrayList<>();
        withLinks("asterisk~main").with(DeviceRegistry.class, (method, arguments) -> {
            made.add((Enrolment) arguments[0]);
            return "s3cret";
        });
        DeviceCreateCommand command = new DeviceCreateCommand();
        command.id = List.of("desk-1001", "--line", "asterisk~main/1001,1002", "--place", "Desk 14");
        assertTrue(house.run(command).contains("s3cret"));
        assertEquals(
                List.of(new LineRef("asterisk~main", "1001"), new LineRef("asterisk~main", "1002")),
                made.get(0).lines());
        assertEquals("Desk 14", made.get(0).place());
        command.id = List.of("desk/#", "--line", "1001");
        assertTrue(house.run(command).contains("is no device id"));
    }

    @Test
    void aCheckThatFindsABrokenRuleFails() throws Exception {
        Finding broken = new Finding("2 sequence", Verdict.BROKEN, "after 3 came 5 in boot 1");
        house.with(DeviceCheck.class, (method, arguments) -> CompletableFuture.completedFuture(List.of(broken)));
        DeviceCheckCommand command = new DeviceCheckCommand();
        command.device = List.of("desk-1001", "--seconds", "3");
        String said = house.run(command);
        assertTrue(said.contains("desk-1001 breaks 1 of 1 rules"), said);
    }

    @Test
    void aTokenForNobodyIsRefused() throws Exception {
        house.with(Accounts.class, (method, arguments) -> method.equals("account") ? Optional.empty() : "token");
        TokenCreateCommand command = new TokenCreateCommand();
        command.user = List.of("nobody");
        assertTrue(house.run(command).contains("There is no user 'nobody'"));
    }

    @Test
    void revokingNothingSaysSo() throws Exception {
        house.with(Accounts.class, (method, arguments) -> false);
        TokenRevokeCommand command = new TokenRevokeCommand();
        command.user = "sue";
        assertEquals("failed: User 'sue' has no token labelled 'shell'", house.run(command));
    }

    @Test
    void theLoginLinkFollowsTheHttpConfiguration() throws Exception {
        Account alice = new Account(Tenant.MAIN, "alice", AccountRole.AGENT, Optional.empty());
        Hashtable<String, Object> http = new Hashtable<>(Map.of("org.osgi.service.http.port", "18080"));
        Configuration configuration = House.fake(Configuration.class, (method, arguments) -> http);
        house.with(Accounts.class, (method, arguments) -> method.equals("account") ? Optional.of(alice) : "c0de")
                .with(
                        AgentSessions.class,
                        (method, arguments) -> List.of(new Agent(Tenant.MAIN, "alice", "Alice", "", List.of())))
                .with(ConfigurationAdmin.class, (method, arguments) -> configuration);
        assertTrue(
                house.run(new DemoLoginCommand()).startsWith("http://127.0.0.1:18080/api/v1/session/once?code=c0de"));
        http.put("org.apache.felix.https.enable", "true");
        http.put("org.apache.felix.http.enable", "false");
        http.put("org.osgi.service.http.port.secure", 18443);
        assertTrue(house.run(new DemoLoginCommand()).startsWith("https://127.0.0.1:18443/"));
        house.property(DemoLoginCommand.ADDRESS_PROPERTY, "https://phone.example.org/");
        assertTrue(house.run(new DemoLoginCommand()).startsWith("https://phone.example.org/api/v1/session/once"));
    }

    @Test
    void eventsShowTheLatestAndThenWhatComes() throws Exception {
        CallFact fact = new CallFact(CallEventType.DELIVERED, "asterisk~main", 1, call("Ann"), Optional.empty(), false);
        List<Event> events = IntStream.rangeClosed(1, 5)
                .mapToObj(seq -> new Event(new Position("log", seq), Tenant.MAIN, NOON, fact))
                .toList();
        EventsCommand command = new EventsCommand();
        house.with(EventLog.class, (method, arguments) -> switch (method) {
            case "position" -> events.get(3).position();
            case "after" -> Optional.of(events.subList((int) ((Position) arguments[0]).seq(), 4));
            default -> {
                // A reader that was handed the last known event again, the next one, and then Ctrl-C.
                events.subList(3, 5).forEach(((EventLog.Reader) arguments[3])::on);
                Thread.currentThread().interrupt();
                yield House.fake(EventLog.Subscription.class, (closing, none) -> null);
            }
        });
        command.latest = 2;
        assertEquals(2, house.run(command).lines().count());
        command.follow = true;
        String shown = house.run(command);
        assertTrue(Thread.interrupted(), "the interrupt is kept for the shell");
        assertTrue(shown.contains("delivered") && shown.contains("+12025550101 -> +442079460111"), shown);
        assertFalse(shown.contains("Ann"), "events show numbers, not names");
    }
}
