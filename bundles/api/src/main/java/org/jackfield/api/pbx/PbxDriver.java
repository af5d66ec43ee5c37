package org.jackfield.api.pbx;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.call.Service;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to talk to one PBX: what a PBX vendor implements and registers as an OSGi service, one per configuration
 * instance. The constructor does no I/O. The core calls {@link #open} once; from then on the driver connects in the
 * background, with back-off and jitter, for as long as its bundle is active, and reports through the sink instead of
 * logging retries. When the service leaves, the core revokes the sink; what is said after that is not heard.
 */
@ConsumerType
public interface PbxDriver {
    /**
     * The link as {@code type~instance}, for example {@code asterisk~main}: the instance is the configuration's name.
     */
    String link();

    /** The client company the link belongs to. */
    String tenant();

    /** Starts. Returns at once, never throws for a PBX that cannot be reached. */
    void open(PbxSink sink);

    /** What this PBX can be asked for at all. */
    Set<Service> services();

    /**
     * Whether a service works at one line, for example because its phone was seen to obey.
     *
     * @param line an extension, or a trunk's name for legs outside
     */
    default boolean supports(Service service, String line) {
        return services().contains(service);
    }

    /**
     * Asks the PBX. The stage completes when the PBX took the request and fails with an exception whose message is one
     * sentence for a person. Any thread; returns at once.
     */
    CompletionStage<Void> execute(Command command);

    /**
     * Tells the PBX's ACD groups how the agent at a line stands (ECMA-269, setAgentState), so that they ring nobody who
     * is not ready. A line that is in no group is no failure. Any thread; returns at once.
     *
     * @param state NOT_READY, WORKING_AFTER_CALL or LOGGED_OFF to be left alone, READY to be rung
     * @param reason why not ready, as a person wrote it; may be empty
     * @return completes when the PBX took it and fails as {@link #execute}; a PBX without groups completes at once
     */
    default CompletionStage<Void> setAgentState(String line, AgentState state, String reason) {
        return CompletableFuture.completedStage(null);
    }
}
