package org.jackfield.api.call;

import org.jackfield.api.Word;

/** How a connection takes part (ECMA-269 participationType). Only ACTIVE counts as talk. */
public enum Participation implements Word {
    ACTIVE,
    LISTEN,
    WHISPER,
    BARGE
}
