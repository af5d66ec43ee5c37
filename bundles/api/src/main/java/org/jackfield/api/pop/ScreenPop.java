package org.jackfield.api.pop;

import java.util.Collection;
import java.util.Optional;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.Fact.CallFact;
import org.osgi.annotation.versioning.ProviderType;

/** Decides who sees what, once per (call, agent, trigger). Thread-safe; never blocks. */
@ProviderType
public interface ScreenPop {
    /**
     * Decides on a call event: opens a pop for the agent it is about, or closes those it makes void.
     *
     * @return the pop that was newly opened and now waits to be completed; empty if none was
     */
    Optional<Pop> decide(CallFact fact);

    /** The record is known: shows it on every open pop of that call. A closed pop stays closed. */
    void complete(String tenant, String call, Lookup lookup);

    /** Pops of an agent that are not closed, oldest first. */
    Collection<Pop> open(String tenant, String agent);
}
