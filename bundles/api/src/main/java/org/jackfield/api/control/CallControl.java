package org.jackfield.api.control;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Service;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks the PBX. What happened comes back as events only: a stage completes when the PBX took the request, not when the
 * phone did it. Stages fail with {@link Refused}. Thread-safe.
 */
@ProviderType
public interface CallControl {
    /**
     * Calls a number from a line, the line's own phone first.
     *
     * @param to as a person wrote it; read by the link's number plan
     * @return the new call as soon as the PBX shows it
     */
    CompletionStage<Call> makeCall(String tenant, LineRef from, String to);

    /**
     * Performs a service on a connection.
     *
     * @param callId the call's id or any alias
     * @param connection a connection's id, or a line when exactly one of its connections is live
     * @return the call as it stands when the PBX took the request
     */
    CompletionStage<Call> perform(
            String tenant, String callId, String connection, Service service, Parameters parameters);

    /**
     * groupPickupCall: brings a call that rings in the line's own pickup group to the line. Which one is the PBX's
     * choice, so the stage tells only that the PBX took the request.
     */
    CompletionStage<Void> groupPickupCall(String tenant, LineRef line);

    /**
     * What some services need beside the connection; empty where they do not.
     *
     * @param to number or line, for singleStepTransferCall, consultationCall and deflectCall
     * @param otherCall id of the call to join, for transferCall and conferenceCall; may be empty on a consultation,
     *     which knows the call it is about
     * @param digits for generateDigits
     * @param line whose phone joins, for singleStepConferenceCall and directedPickupCall
     * @param participation how it joins, for singleStepConferenceCall
     */
    record Parameters(String to, String otherCall, String digits, String line, Optional<Participation> participation) {
        /** A service that needs nothing more. */
        public static final Parameters NONE = new Parameters("", "", "", "", Optional.empty());
    }
}
