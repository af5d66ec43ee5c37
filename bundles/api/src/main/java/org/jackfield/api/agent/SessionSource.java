package org.jackfield.api.agent;

import org.jackfield.api.Word;

/** Where an agent logged in. */
public enum SessionSource implements Word {
    PAGE,
    DEVICE,
    PBX
}
