package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a driver speaks. Never blocks, never throws; any one thread at a time, in the order the PBX told. Dead after
 * the driver's service has left.
 */
@ProviderType
public interface PbxSink {
    /** Trying to reach the PBX. */
    void connecting();

    /**
     * The PBX is there. A {@link #snapshot} must follow before the first signal.
     *
     * @param pbxStart names this run of the PBX, for example its start time: when it differs from the last one, every
     *     earlier call is gone
     */
    void up(String pbxStart);

    /**
     * The PBX cannot be reached or is lost.
     *
     * @param reason one sentence naming host, port or user and the cure
     */
    void down(String reason);

    /** What happened at the PBX. */
    void signal(Signal signal);

    /**
     * Everything that is up at the PBX now; the core concludes what must have happened in between. Also at any time
     * later, when a driver finds that what it heard and what the PBX shows differ: then nothing counts as lost.
     */
    void snapshot(Snapshot snapshot);

    /**
     * What the PBX recorded while the link was not there. Told after {@link #up}, before or after the snapshot: before
     * it, calls that are gone end as recorded and not merely unseen. Calls that are known are not told twice, so it may
     * be told again when later records have come in.
     */
    void missed(Missed missed);

    /**
     * When the PBX was heard last before this driver came, by an earlier driver or an earlier run of this server: there
     * begins its first {@link #missed}. Empty if that is not known.
     */
    Optional<Instant> heardLast();

    /**
     * Something at the PBX a person should set right though the link works: one sentence, shown with the link; empty
     * takes it back.
     */
    void advise(String sentence);

    /** What the driver's PBX or one of its phones can be asked for has changed: live calls tell it anew. */
    void servicesChanged();

    /** Input that could not be read was thrown away; counted, and the latest reason shown. */
    void rejected(String reason);

    /** Adds to a counter shown with the link, for example {@code shed}. */
    void count(String counter, long delta);
}
