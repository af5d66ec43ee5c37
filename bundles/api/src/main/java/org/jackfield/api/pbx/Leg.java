package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.ServiceKind;

/**
 * A leg as it begins, or in a snapshot as it stands.
 *
 * @param id the PBX's id, unique at this link for ever
 * @param endpoint the phone or trunk at the PBX, for example {@code 1001} or {@code carrier}; the number plan's
 *     extension pattern tells lines from trunks. Empty for services
 * @param party number and name of the person at this leg, for legs outside
 * @param service present if the leg is a service of the PBX
 * @param state how it begins: INITIATED, ALERTING, QUEUED, CONNECTED; in a snapshot also HOLD
 * @param since when it came into that state
 * @param continues leg id of the consultation this one carries on
 */
public record Leg(
        String id,
        String endpoint,
        Party party,
        Optional<ServiceKind> service,
        Participation participation,
        ConnectionState state,
        Instant since,
        Optional<String> continues) {

    /** A phone or trunk taking part as usual. */
    public static Leg of(String id, String endpoint, Party party, ConnectionState state, Instant since) {
        return new Leg(id, endpoint, party, Optional.empty(), Participation.ACTIVE, state, since, Optional.empty());
    }

    /** A service of the PBX. */
    public static Leg service(String id, ServiceKind kind, ConnectionState state, Instant since) {
        return new Leg(id, "", Party.UNKNOWN, Optional.of(kind), Participation.ACTIVE, state, since, Optional.empty());
    }
}
