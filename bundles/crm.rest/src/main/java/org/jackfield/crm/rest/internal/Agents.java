package org.jackfield.crm.rest.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jackfield.api.crm.Owner;
import org.jackfield.crm.rest.internal.CrmFailure.Kind;
import org.jackfield.crm.rest.internal.Template.Found;

/** Which of the CRM's users an agent is: by the table in the configuration, else by e-mail if the template can. */
final class Agents {
    private final Map<String, String> table;
    private final Optional<Found> search;
    private final String defaultOwner;
    private final Session session;
    private final Variables settings;
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    Agents(
            Map<String, String> table,
            Optional<Found> search,
            String defaultOwner,
            Session session,
            Variables settings) {
        this.table = table;
        this.search = search;
        this.defaultOwner = defaultOwner;
        this.session = session;
        this.settings = settings;
    }

    /** The user's id; the default owner's for an agent the CRM does not know, which may be empty. */
    CompletionStage<String> user(Optional<Owner> owner) {
        if (owner.isEmpty()) {
            return CompletableFuture.completedStage(defaultOwner);
        }
        Owner agent = owner.get();
        String known = agent.federationId()
                .or(() -> Optional.ofNullable(table.get(agent.agent())))
                .or(() -> agent.email().map(found::get))
                .orElse("");
        if (!known.isEmpty()) {
            return CompletableFuture.completedStage(known);
        }
        if (search.isEmpty() || agent.email().isEmpty()) {
            return CompletableFuture.completedStage(notFound(agent));
        }
        String email = agent.email().get();
        return session.send(search.get().request(), settings.with("agent.email", email))
                .handle((answer, failure) -> {
                    if (failure != null && !(missing(failure))) {
                        throw new java.util.concurrent.CompletionException(Session.cause(failure));
                    }
                    String id = failure != null
                            ? ""
                            : Place.text(answer, search.get().id());
                    if (id.isEmpty()) {
                        return notFound(agent);
                    }
                    found.put(email, id);
                    unknown.remove(agent.name());
                    return id;
                });
    }

    private static boolean missing(Throwable failure) {
        return Session.cause(failure) instanceof CrmFailure crm && crm.kind() == Kind.MISSING;
    }

    private String notFound(Owner agent) {
        unknown.add(agent.name());
        return defaultOwner;
    }

    /** Agents whom the CRM does not know, as a sentence; empty if there are none. */
    Optional<String> problem() {
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("The CRM does not know the agent"
                        + (unknown.size() > 1 ? "s " : " ") + String.join(", ", unknown)
                        + "; give their users in 'agents'");
    }
}
