package org.jackfield.core.internal;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Service;

/** What a call needs to know about the link it came over: pure questions, answered at once. */
interface LinkContext {
    String name();

    String tenant();

    /** The kind of alias the PBX's ids are, for example {@code asterisk.uniqueid}. */
    String nativeIdKind();

    /** The party with its number as the number plan reads it. */
    Party read(Party told);

    /** Whether an endpoint is a line of ours rather than a trunk. */
    boolean isLine(String endpoint);

    /** Whether the number is in the public network. */
    boolean isOutside(Party party);

    Optional<String> agentAt(LineRef line);

    /** What a client may ask of a connection now. */
    List<Service> allowed(LiveLeg leg, Situation situation);
}
