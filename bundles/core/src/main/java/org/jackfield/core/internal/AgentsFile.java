package org.jackfield.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.LineRef;

/**
 * What {@code agents.csv} says. A line that cannot be used is a problem in words; the others count.
 *
 * @param problems one sentence each, naming file, line and cure
 */
record AgentsFile(List<Agent> agents, Map<LineRef, Agent> byLine, List<String> problems) {
    static final AgentsFile EMPTY = new AgentsFile(List.of(), Map.of(), List.of());

    static AgentsFile parse(String name, String text) {
        List<String> problems = new ArrayList<>();
        Map<String, Agent> agents = new LinkedHashMap<>();
        Map<LineRef, String> owners = new HashMap<>();
        String[] rows = text.replace("\uFEFF", "").split("\\R");
        for (int i = 1; i < rows.length; i++) {
            if (rows[i].isBlank() || rows[i].startsWith("#")) {
                continue;
            }
            String[] cells =
                    Arrays.stream(rows[i].split(",", -1)).map(String::strip).toArray(String[]::new);
            String where = name + " line " + (i + 1) + ": ";
            if (cells.length < 5
                    || !cells[0].matches("[a-z0-9._-]{1,64}")
                    || cells[3].isEmpty()
                    || cells[4].isEmpty()) {
                problems.add(where + "'" + shorten(rows[i])
                        + "' is not agent,name,team,link,line[,tenant,email,federationId] with an agent id"
                        + " of a-z, 0-9, dot, dash; the line is ignored until it is corrected");
                continue;
            }
            LineRef line = new LineRef(cells[3], cells[4]);
            String tenant = cells.length > 5 && !cells[5].isEmpty() ? cells[5] : Tenant.MAIN;
            String key = tenant + "/" + cells[0];
            String owner = owners.putIfAbsent(line, key);
            if (owner != null) {
                problems.add(where + "line " + line + " belongs to " + owner
                        + " already; remove one of the two, the first one counts until then");
                continue;
            }
            agents.merge(
                    key,
                    new Agent(tenant, cells[0], cells[1], cells[2], List.of(line), cell(cells, 6), cell(cells, 7)),
                    AgentsFile::both);
        }
        Map<LineRef, Agent> byLine = new HashMap<>();
        agents.values().forEach(agent -> agent.lines().forEach(line -> byLine.put(line, agent)));
        return new AgentsFile(List.copyOf(agents.values()), Map.copyOf(byLine), List.copyOf(problems));
    }

    private static Optional<String> cell(String[] cells, int at) {
        return Optional.of(cells.length > at ? cells[at] : "").filter(text -> !text.isEmpty());
    }

    /** A second row adds a line to its agent, and what the first one does not say. */
    private static Agent both(Agent a, Agent b) {
        return new Agent(
                a.tenant(),
                a.id(),
                a.name(),
                a.team(),
                join(a.lines(), b.lines()),
                a.email().or(b::email),
                a.federationId().or(b::federationId));
    }

    private static List<LineRef> join(List<LineRef> a, List<LineRef> b) {
        List<LineRef> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static String shorten(String row) {
        return row.length() > 60 ? row.substring(0, 60) + "…" : row;
    }
}
