package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Which service of the PBX a connection of role {@link Role#SERVICE} is. */
public enum ServiceKind implements Word {
    IVR,
    QUEUE,
    VOICEMAIL,
    PARK,
    CONFERENCE
}
