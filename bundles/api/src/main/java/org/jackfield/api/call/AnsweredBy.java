package org.jackfield.api.call;

import java.util.Optional;

/** Who answered first: a line of ours with its agent, or for an outbound call the number outside. */
public record AnsweredBy(Optional<String> line, Optional<String> number, Optional<String> agent) {}
