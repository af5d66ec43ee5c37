package org.jackfield.pbx.asterisk.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jackfield.api.pbx.Command;

/**
 * Two calls of one phone become a conference in a room of their own: everybody is sent to the room's number in a
 * context of the dialplan, those outside to the number with a star in front, so that the PBX can let them go when the
 * last of our people has left.
 */
final class Conferencing {
    /** How long a phone may take to be back with the caller once the person consulted has left for the room. */
    private static final long BACK_WITHIN_MS = 3_000;

    private static final long LOOK_EVERY_MS = 40;

    private final String context;
    private final Function<AmiAction, CompletableFuture<AmiMessage>> pbx;
    private final Legs legs;
    private final Supplier<String> rooms;

    /** @param rooms gives the number of a room that is free */
    Conferencing(
            String context, Function<AmiAction, CompletableFuture<AmiMessage>> pbx, Legs legs, Supplier<String> rooms) {
        this.context = context;
        this.pbx = pbx;
        this.legs = legs;
        this.rooms = rooms;
    }

    CompletableFuture<?> perform(Command command) {
        if (command.peers().isEmpty() || command.otherPeers().isEmpty()) {
            throw new IllegalStateException("There is nobody to confer with in one of the two calls");
        }
        String room = rooms.get();
        return command.leg().equals(command.otherLeg()) ? ofOneLeg(command, room) : ofTwoLegs(command, room);
    }

    /**
     * A consultation by the PBX: when the person consulted leaves it for the room, the PBX takes the phone back to the
     * caller, and from there both follow together, since each alone would be hung up.
     */
    private CompletableFuture<?> ofOneLeg(Command command, String room) {
        String caller = command.otherPeers().get(0);
        return all(command.peers(), room)
                .thenCompose(done -> together(command.leg(), caller, BACK_WITHIN_MS / LOOK_EVERY_MS))
                .thenCompose(back -> pbx.apply(both(command.leg(), caller, room)))
                .thenCompose(done -> all(rest(command.otherPeers()), room));
    }

    /** The phone's leg that talks goes to the room with whom it talks to; the one that holds is let go. */
    private CompletableFuture<?> ofTwoLegs(Command command, String room) {
        return pbx.apply(both(command.leg(), command.peers().get(0), room))
                .thenCompose(done -> all(
                        Stream.concat(rest(command.peers()).stream(), command.otherPeers().stream())
                                .toList(),
                        room))
                .thenCompose(done -> pbx.apply(new AmiAction("Hangup")
                                .with("Channel", legs.channelName(command.otherLeg()))
                                .with("Cause", "16"))
                        .exceptionally(gone -> null));
    }

    private static List<String> rest(List<String> legs) {
        return legs.subList(1, legs.size());
    }

    private CompletableFuture<?> all(List<String> some, String room) {
        CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        for (String leg : some) {
            sent = sent.thenCompose(done -> pbx.apply(redirect(leg, room)));
        }
        return sent;
    }

    private CompletableFuture<?> together(String leg, String other, long looks) {
        if (legs.together(leg, other)) {
            return CompletableFuture.completedFuture(null);
        }
        if (looks <= 0) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("The PBX did not take the phone back to the caller in time"));
        }
        Executor later = CompletableFuture.delayedExecutor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later).thenCompose(waited -> together(leg, other, looks - 1));
    }

    private AmiAction redirect(String leg, String room) {
        return new AmiAction("Redirect")
                .with("Channel", legs.channelName(leg))
                .with("Context", context)
                .with("Exten", door(leg, room))
                .with("Priority", "1");
    }

    private AmiAction both(String leg, String other, String room) {
        return redirect(leg, room)
                .with("ExtraChannel", legs.channelName(other))
                .with("ExtraContext", context)
                .with("ExtraExten", door(other, room))
                .with("ExtraPriority", "1");
    }

    private String door(String leg, String room) {
        return legs.isLine(leg) ? room : "*" + room;
    }
}
