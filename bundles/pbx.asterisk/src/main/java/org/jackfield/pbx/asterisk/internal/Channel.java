package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;

/** What the driver remembers of one Asterisk channel. */
final class Channel {
    /**
     * Asterisk's uniqueids end with {@code <epoch seconds>.<counter>}; those of our own originates with milliseconds.
     */
    private static final Pattern EPOCH = Pattern.compile("(?:^|-)(\\d{9,13})\\.([0-9a-f]{1,15})$");

    final String id;
    final String name;
    final String endpoint;
    final boolean local;
    final Instant seenAt;
    Party party;
    String exten;
    Journey journey;
    ConnectionState state = ConnectionState.INITIATED;
    /** Whether its journey's call was told of it. */
    boolean told;
    /** Whether its leg was told to be over. */
    boolean over;

    volatile String bridge = "";
    Channel dialledBy;
    String dialStatus = "";
    String forward = "";
    /** Whom the other half of this Local channel dialled before anybody came to this half. */
    Channel early;
    /** Queue that rings it, until its leg is told. */
    String offeredBy = "";

    /** Whether the PBX called it on somebody's behalf before calling anybody else. */
    boolean originated;

    /** Whether the PBX has answered the click-to-dial that called it. */
    boolean numberKnown;

    boolean held;
    Instant heldAt = Instant.EPOCH;
    boolean parked;
    /** The consultation this phone's one channel takes part in beside its own journey. */
    Journey consulting;

    boolean transferredAway;
    /** Whether it ever met anybody or anything: a bridge, somebody dialled, a queue. */
    boolean met;
    /** When it was answered; {@link Instant#EPOCH} before. */
    Instant upAt = Instant.EPOCH;
    /** The dialplan's application and its arguments, where the PBX tells them. */
    String application = "";

    String arguments = "";
    /** How it takes part in its journey. */
    Participation participation = Participation.ACTIVE;

    boolean leftMessage;
    boolean recordedEarly;
    /** The PBX itself takes it down. */
    boolean takenDown;
    /** It is taken down because the PBX stops. */
    boolean shutDown;
    /** Whom it dialled last. */
    Channel dialled;

    boolean hangupRequested;
    /** Whether it left first, by what others than its hang-up request tell. */
    boolean leftFirst;

    Channel(String id, String name, Instant seenAt, Party party, String exten) {
        this.id = id;
        this.name = name;
        this.endpoint = AmiText.endpoint(name);
        this.local = AmiText.isWire(name);
        this.seenAt = seenAt;
        this.party = party;
        this.exten = exten;
    }

    /** Takes over what no list of the PBX tells about the same channel as it was known before. */
    void carryOn(Channel before) {
        party = before.party;
        exten = before.exten;
        met = before.met;
        upAt = before.upAt.equals(Instant.EPOCH) ? upAt : before.upAt;
        application = application.isEmpty() ? before.application : application;
        arguments = application.equals(before.application) ? before.arguments : arguments;
        participation = before.participation;
        originated = before.originated;
        dialStatus = before.dialStatus;
        offeredBy = before.offeredBy;
        transferredAway = before.transferredAway;
    }

    /** Whether somebody else called it, as the application says that Asterisk gives to such a channel. */
    boolean isCalled() {
        return application.startsWith("AppDial") || isRungByQueue();
    }

    boolean isRungByQueue() {
        return application.equals("AppQueue");
    }

    boolean live() {
        return told && !over;
    }

    /** Its phone or trunk as Asterisk names devices: the name without its number. */
    String device() {
        int dash = name.lastIndexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    /** The other half of a Local channel has the same name but for the last character. */
    String otherHalf() {
        String stem = name.substring(0, name.length() - 1);
        return stem + (name.endsWith("1") ? '2' : '1');
    }

    /** When the PBX made it, as its id tells; the same again after a restart of this server. */
    Instant created() {
        Matcher epoch = EPOCH.matcher(id);
        if (!epoch.find()) {
            return seenAt;
        }
        long time = Long.parseLong(epoch.group(1));
        return epoch.group(1).length() > 10 ? Instant.ofEpochMilli(time) : Instant.ofEpochSecond(time);
    }

    /** Orders the channels that the PBX made within one second; 0 if its id does not tell. */
    long counter() {
        Matcher epoch = EPOCH.matcher(id);
        return epoch.find() ? Long.parseLong(epoch.group(2), 16) : 0;
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}
