package org.jackfield.api.call;

import org.jackfield.api.Word;

/** How a transfer was made. Blond: completed while the target still rang. */
public enum TransferKind implements Word {
    BLIND,
    ATTENDED,
    BLOND
}
