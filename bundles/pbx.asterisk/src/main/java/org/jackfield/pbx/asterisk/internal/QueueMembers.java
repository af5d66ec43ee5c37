package org.jackfield.pbx.asterisk.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jackfield.api.agent.AgentState;

/** Pauses a line's member in all queues at once, with the reason, as the agent at the line stands. */
final class QueueMembers {
    private static final int LONGEST_REASON = 60;

    private final AsteriskConfig config;
    private final Function<AmiAction, CompletableFuture<AmiMessage>> pbx;

    /** @param pbx sends an action; the answer fails with a sentence if the PBX refuses */
    QueueMembers(AsteriskConfig config, Function<AmiAction, CompletableFuture<AmiMessage>> pbx) {
        this.config = config;
        this.pbx = pbx;
    }

    CompletableFuture<Void> tell(String line, AgentState state, String reason) {
        boolean paused = state != AgentState.READY && state != AgentState.BUSY;
        AmiAction action =
                new AmiAction("QueuePause").with("Interface", member(line)).with("Paused", String.valueOf(paused));
        return pbx.apply(paused ? action.with("Reason", reason(state, reason)) : action)
                .handle((answer, failure) -> {
                    if (failure != null && !isNoMember(failure)) {
                        throw new IllegalStateException(sentence(failure));
                    }
                    return null;
                });
    }

    private String member(String line) {
        return config.queueMember().isBlank()
                ? config.lineTechnology() + "/" + line
                : config.queueMember().replace("{line}", line);
    }

    /** What a person wrote, fit for one header. */
    private static String reason(AgentState state, String reason) {
        String plain = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        String told = plain.isEmpty() ? state.word() : plain;
        return told.codePointCount(0, told.length()) <= LONGEST_REASON
                ? told
                : told.substring(0, told.offsetByCodePoints(0, LONGEST_REASON));
    }

    /** Who is in no queue need not be paused. */
    private static boolean isNoMember(Throwable failure) {
        return sentence(failure).endsWith("Interface not found");
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }
}
