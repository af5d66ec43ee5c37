package org.jackfield.rest.internal;

import jakarta.servlet.Servlet;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jackfield.api.access.Account;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.SessionSource;

/** The API put together: needs a servlet container and nothing of OSGi. */
final class Api implements AutoCloseable {
    private final Services services;
    private final EventHub events;
    private final Sessions sessions;
    private final Gate gate;
    private final JaxRs jaxRs;
    private final Servlet servlet;

    /** @param cxf sees all of CXF */
    Api(
            ClassLoader cxf,
            Services services,
            EventHub events,
            Supplier<Settings> settings,
            Supplier<Desk> desk,
            Clock clock) {
        this.services = services;
        this.events = events;
        sessions = new Sessions(
                clock, () -> settings.get().sessionLife(), new KeptSessions(services), this::loggedIn, this::loggedOut);
        gate = new Gate(services, sessions, settings);
        Json json = new Json();
        jaxRs = new JaxRs(
                cxf,
                json,
                List.of(
                        new SessionResource(services, sessions, gate, events),
                        new CallsResource(services),
                        new AgentsResource(services),
                        new CallsCsvResource(services),
                        new TimelineResource(services),
                        new RecordResource(services),
                        new FloorResource(services, desk),
                        new CrmResource(services),
                        new JournalResource(services, events),
                        new DevicesResource(services),
                        new ShiftsResource(services),
                        new ReportsResource(services),
                        new UsersResource(services),
                        new HealthResource(services, events)));
        servlet = new ApiServlet(gate, new EventStreams(events, settings), jaxRs.servlet(), json);
    }

    /** To be mounted at {@code /api/*}, with asynchronous requests allowed. */
    Servlet servlet() {
        return servlet;
    }

    /** Ends the sessions and streams of those who may no longer come in. */
    void recheck() {
        sessions.sweep(gate::unchanged);
        Map<Caller, Boolean> holds = new HashMap<>();
        events.close(caller -> !holds.computeIfAbsent(caller, gate::holds));
    }

    @Override
    public void close() {
        events.close(caller -> true);
        jaxRs.close();
    }

    private void loggedIn(Account account) {
        AgentSessions agents = services.agents;
        if (agents != null) {
            agents.logIn(account.tenant(), account.name(), SessionSource.PAGE);
        }
    }

    private void loggedOut(Account account) {
        AgentSessions agents = services.agents;
        if (agents != null) {
            agents.logOut(account.tenant(), account.name(), SessionSource.PAGE);
        }
    }
}
