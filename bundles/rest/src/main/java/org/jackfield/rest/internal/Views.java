package org.jackfield.rest.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.control.Links;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;

/**
 * The bodies of answers that are not records of the api as they stand. Each record's components are the JSON's members.
 */
final class Views {
    private Views() {}

    /** @param next where the next page is; empty for the last one */
    record Items<T>(List<T> items, Optional<String> next) {
        static <T> Items<T> of(List<T> items) {
            return new Items<>(items, Optional.empty());
        }
    }

    /**
     * Who is logged in.
     *
     * @param agent present if the user takes calls
     * @param roles the user's role and all it includes
     * @param csrf what state-changing requests repeat; absent for tokens
     * @param demo whether {@code POST /demo/call-me} works
     */
    record SessionView(
            String user,
            Optional<String> agent,
            String name,
            String role,
            List<String> roles,
            Optional<String> csrf,
            boolean demo,
            Optional<String> line,
            Optional<String> link) {
        static SessionView of(Caller caller, Optional<Agent> agent, boolean demo) {
            Account account = caller.account();
            Optional<LineRef> line = agent.flatMap(who -> who.lines().stream().findFirst());
            return new SessionView(
                    account.name(),
                    agent.map(Agent::id),
                    agent.map(Agent::name).orElse(account.name()),
                    account.role().word(),
                    Arrays.stream(AccountRole.values())
                            .filter(account::may)
                            .map(AccountRole::word)
                            .toList(),
                    caller.session().map(Session::csrf),
                    demo,
                    line.map(LineRef::line),
                    line.map(LineRef::link));
        }
    }

    /** An agent with the state of the moment; the members of the event {@code agent} and who that is. */
    record AgentView(
            String tenant,
            String agent,
            String name,
            String team,
            Optional<String> line,
            Optional<String> link,
            List<LineRef> lines,
            AgentState state,
            Optional<String> reason,
            Optional<AgentState> pending,
            String cause,
            Instant since,
            Optional<Instant> until,
            long rev,
            List<SessionSource> sessions) {
        static AgentView of(
                Agent agent, AgentPresence presence, Optional<Instant> until, Collection<SessionSource> sessions) {
            Optional<LineRef> line = agent.lines().stream().findFirst();
            return new AgentView(
                    agent.tenant(),
                    agent.id(),
                    agent.name(),
                    agent.team(),
                    line.map(LineRef::line),
                    line.map(LineRef::link),
                    agent.lines(),
                    presence.state(),
                    presence.reason(),
                    presence.pending(),
                    presence.cause(),
                    presence.since(),
                    until,
                    presence.rev(),
                    sessions.stream().sorted().toList());
        }

        /** All agents of a tenant. */
        static List<AgentView> all(Services services, String tenant) {
            return services.agents().agents(tenant).stream()
                    .map(agent -> of(services, agent))
                    .toList();
        }

        static AgentView of(Services services, Agent agent) {
            return of(
                    agent,
                    services.presence().of(agent.tenant(), agent.id()),
                    services.presence().until(agent.tenant(), agent.id()),
                    services.agents().sessions(agent.tenant(), agent.id()));
        }
    }

    /**
     * How a link stands.
     *
     * @param missed the latest times in which it was not there, newest first
     */
    record LinkView(
            String name,
            String tenant,
            Status.State state,
            String reason,
            Instant since,
            Map<String, Long> counters,
            List<MissedWindow> missed) {
        static List<LinkView> all(Links links, String tenant) {
            List<MissedWindow> missed = links.missed(tenant);
            return links.links(tenant).stream()
                    .map(s -> new LinkView(
                            s.name(),
                            s.tenant(),
                            s.state(),
                            s.reason(),
                            s.since(),
                            s.counters(),
                            missed.stream()
                                    .filter(m -> m.link().equals(s.name()))
                                    .toList()))
                    .toList();
        }
    }

    /** @param explanation present if it was asked for */
    record LookupView(String crm, List<Match> matches, Optional<List<String>> explanation) {}

    /**
     * Whether the server works.
     *
     * @param instance names this run, for tests that must know whom they talk to
     * @param problems one sentence for each thing that is missing or needs a person
     */
    record HealthView(boolean ready, Optional<String> instance, List<String> problems, List<Status> parts) {}
}
