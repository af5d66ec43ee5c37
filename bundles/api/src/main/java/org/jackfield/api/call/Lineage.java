package org.jackfield.api.call;

import java.time.Instant;
import java.util.Optional;

/**
 * An edge from this call to where it came from or went.
 *
 * @param kind present for transfers
 * @param from line or number it came from
 * @param to line or number it went to
 * @param call id of the other call, where there is one
 */
public record Lineage(
        LineageType type,
        Optional<TransferKind> kind,
        Optional<String> from,
        Optional<String> to,
        Optional<String> call,
        Instant at) {}
