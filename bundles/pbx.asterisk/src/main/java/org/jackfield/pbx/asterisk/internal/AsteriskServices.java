package org.jackfield.pbx.asterisk.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jackfield.api.call.Participation;
import org.jackfield.api.pbx.Command;

/** What each service is in AMI. Contexts, technology and applications come from the configuration alone. */
final class AsteriskServices {
    /** How long a key sounds and the pause after it: shorter ones are not heard by every voice menu. */
    private static final String DIGIT_MS = "120";

    private static final long DIGIT_EVERY_MS = 220;
    private static final int PICKUP_RING_MS = 10_000;

    private final AsteriskConfig config;
    private final Function<AmiAction, CompletableFuture<AmiMessage>> pbx;
    private final Legs legs;
    private final Conferencing conferencing;

    /** @param pbx sends an action; the answer fails with a sentence if the PBX refuses */
    AsteriskServices(
            AsteriskConfig config,
            Function<AmiAction, CompletableFuture<AmiMessage>> pbx,
            Legs legs,
            Supplier<String> rooms) {
        this.config = config;
        this.pbx = pbx;
        this.legs = legs;
        this.conferencing = new Conferencing(config.conferenceContext(), pbx, legs, rooms);
    }

    CompletableFuture<Void> perform(Command command) {
        return switch (command.service()) {
            case MAKE_CALL ->
                send(originate(command.leg(), command.line())
                        .with("Context", config.dialContext())
                        .with("Exten", command.to())
                        .with("Priority", "1")
                        .with("CallerID", "<" + command.to() + ">"));
            case CLEAR_CONNECTION -> send(hangup(command.leg()));
            case ANSWER_CALL, RETRIEVE_CALL -> send(notify(command.line(), "talk"));
            case HOLD_CALL -> send(notify(command.line(), "hold"));
            case SINGLE_STEP_TRANSFER_CALL -> send(sent("BlindTransfer", command.leg(), command.to()));
            case CONSULTATION_CALL -> send(sent("Atxfer", command.leg(), command.to()));
            case TRANSFER_CALL -> transfer(command);
            case RECONNECT_CALL -> reconnect(command);
            case CONFERENCE_CALL -> conferencing.perform(command).thenApply(done -> null);
            case DEFLECT_CALL ->
                send(sent("Redirect", first(command.peers(), "caller"), command.to())
                        .with("Priority", "1"));
            case PARK_CALL ->
                send(on("Park", first(command.peers(), "party to park"))
                        .with("TimeoutChannel", channel(command.leg())));
            case SINGLE_STEP_CONFERENCE_CALL ->
                send(originate(command.otherLeg(), command.line())
                        .with("Application", "ChanSpy")
                        .with("Data", channel(command.leg()) + "," + spying(command.participation())));
            case DIRECTED_PICKUP_CALL ->
                send(originate(command.otherLeg(), command.line(), pickupRingMs())
                        .with("Application", "PickupChan")
                        .with("Data", channel(command.leg())));
            case GROUP_PICKUP_CALL ->
                send(originate(command.leg(), command.line(), pickupRingMs()).with("Application", "Pickup"));
            case GENERATE_DIGITS -> digits(command, 0);
            case START_RECORDING -> send(on("MixMonitor", command.leg()).with("File", recordingFile(command.leg())));
            case PAUSE_RECORDING -> send(mute(command.leg(), "1"));
            case RESUME_RECORDING -> send(mute(command.leg(), "0"));
            case STOP_RECORDING -> send(on("StopMixMonitor", command.leg()));
            default ->
                CompletableFuture.failedFuture(
                        new UnsupportedOperationException(command.service().word() + " is not possible at Asterisk"));
        };
    }

    /** The name a leg's recording gets, below the PBX's own folder of recordings. */
    String recordingFile(String leg) {
        return "jackfield-" + leg + "." + config.recordingFormat();
    }

    /**
     * On one leg the PBX completes a transfer when that leg hangs up. With two, the people at their other ends are
     * joined, and the PBX releases what is left of the phone's own calls.
     */
    private CompletableFuture<Void> transfer(Command command) {
        if (command.leg().equals(command.otherLeg())) {
            return send(hangup(command.leg()));
        }
        return send(new AmiAction("Bridge")
                .with("Channel1", channel(first(command.otherPeers(), "party to transfer")))
                .with("Channel2", channel(first(command.peers(), "party to transfer to"))));
    }

    private CompletableFuture<Void> reconnect(Command command) {
        if (command.leg().equals(command.otherLeg())) {
            return send(on("CancelAtxfer", command.leg()));
        }
        return send(hangup(command.leg())).thenCompose(done -> send(notify(command.line(), "talk")));
    }

    /** Keys are pressed one after the other, towards everybody else in the call. */
    private CompletableFuture<Void> digits(Command command, int from) {
        if (from == command.digits().length()) {
            return CompletableFuture.completedFuture(null);
        }
        String digit = command.digits().substring(from, from + 1);
        CompletableFuture<Void> pressed = CompletableFuture.completedFuture(null);
        for (String peer : command.peers()) {
            pressed = pressed.thenCompose(
                    done -> send(on("PlayDTMF", peer).with("Digit", digit).with("Duration", DIGIT_MS)));
        }
        return pressed.thenComposeAsync(
                done -> digits(command, from + 1),
                CompletableFuture.delayedExecutor(DIGIT_EVERY_MS, TimeUnit.MILLISECONDS));
    }

    /** Without announcement, and over as soon as the leg that is listened to is gone. */
    private static String spying(Optional<Participation> participation) {
        return switch (participation.orElse(Participation.LISTEN)) {
            case WHISPER -> "qESw";
            case BARGE -> "qESB";
            default -> "qES";
        };
    }

    private AmiAction originate(String leg, String line) {
        return originate(leg, line, config.agentRingMs());
    }

    /** Whoever picks up sits at the phone; it shall not ring on for a call that somebody else has answered. */
    private int pickupRingMs() {
        return Math.min(config.agentRingMs(), PICKUP_RING_MS);
    }

    private AmiAction originate(String leg, String line, int ringMs) {
        return new AmiAction("Originate")
                .with("Channel", config.lineTechnology() + "/" + line)
                .with("Timeout", String.valueOf(ringMs))
                .with("ChannelId", leg)
                .with("Async", "true");
    }

    private AmiAction sent(String action, String leg, String to) {
        return on(action, leg).with("Context", config.dialContext()).with("Exten", to);
    }

    private AmiAction hangup(String leg) {
        return on("Hangup", leg).with("Cause", "16");
    }

    private AmiAction mute(String leg, String state) {
        return on("MixMonitorMute", leg).with("Direction", "both").with("State", state);
    }

    /** A desk phone that obeys answers, holds or takes back the call it shows. */
    private AmiAction notify(String line, String event) {
        return config.lineTechnology().equals("SIP")
                ? new AmiAction("SIPnotify").with("Channel", "SIP/" + line).with("Variable", "Event=" + event)
                : new AmiAction("PJSIPNotify").with("Endpoint", line).with("Variable", "Event=" + event);
    }

    private AmiAction on(String action, String leg) {
        return new AmiAction(action).with("Channel", channel(leg));
    }

    private String channel(String leg) {
        return legs.channelName(leg);
    }

    private CompletableFuture<Void> send(AmiAction action) {
        return pbx.apply(action).thenApply(answer -> null);
    }

    private static String first(List<String> legs, String whom) {
        return legs.stream().findFirst().orElseThrow(() -> new IllegalStateException("The call has no " + whom));
    }
}
