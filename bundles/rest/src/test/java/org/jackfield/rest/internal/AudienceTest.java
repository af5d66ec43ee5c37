package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jackfield.api.Tenant;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AudienceTest {
    private static final Map<String, Caller> CALLERS = Map.of(
            "alice", caller(Tenant.MAIN, "alice", AccountRole.AGENT),
            "bob", caller(Tenant.MAIN, "bob", AccountRole.AGENT),
            "sue", caller(Tenant.MAIN, "sue", AccountRole.SUPERVISOR),
            "ada", caller(Tenant.MAIN, "ada", AccountRole.ADMINISTRATOR),
            "other alice", caller("other", "alice", AccountRole.AGENT),
            "other ada", caller("other", "ada", AccountRole.ADMINISTRATOR));

    private static Caller caller(String tenant, String name, AccountRole role) {
        return Caller.of(new Account(tenant, name, role, Optional.empty()), "token");
    }

    private static Device device(String agent) {
        return new Device(
                Tenant.MAIN,
                "desk",
                Device.Kind.DESKPHONE,
                "",
                "",
                Device.State.READY,
                Optional.empty(),
                Optional.ofNullable(agent),
                Map.of(),
                Instant.EPOCH);
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("own call", Samples.delivered(Samples.call(1, "alice", "1001", false)), "alice sue ada"),
                Arguments.of("own pop", Samples.pop("alice", "call"), "alice sue ada"),
                Arguments.of(
                        "presence",
                        new Fact.AgentFact(Office.presence("alice", AgentState.READY, Optional.empty(), "", 1)),
                        "alice bob sue ada"),
                Arguments.of(
                        "link",
                        new Fact.LinkFact(false, Office.LINK, 1, "gone", Optional.empty()),
                        "alice bob sue ada"),
                Arguments.of("session", new Fact.SessionFact("alice", SessionSource.PAGE, true), "alice sue ada"),
                Arguments.of("own phone", new Fact.DeviceFact(device("alice")), "alice sue ada"),
                Arguments.of("spare phone", new Fact.DeviceFact(device(null)), "sue ada"));
    }

    @ParameterizedTest(name = "{0} is seen by {2}")
    @MethodSource("events")
    void eachSeesWhatTheRoleMaySee(String what, Fact fact, String seenBy) {
        Audience audience = Audience.of(new Event(new Position("log", 1), Tenant.MAIN, Instant.EPOCH, fact));
        CALLERS.forEach((name, caller) ->
                assertEquals(Stream.of(seenBy.split(" ")).anyMatch(name::equals), audience.includes(caller), name));
    }
}
