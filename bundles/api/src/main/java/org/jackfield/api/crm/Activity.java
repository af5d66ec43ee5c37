package org.jackfield.api.crm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.RecordRef;

/**
 * A finished call to be logged in a CRM, as the policy of the house sees it: a connector writes what stands here and
 * decides nothing of it again.
 *
 * @param key a connector upserts by it, so that writing twice leaves one activity; {@code [0-9A-Za-z._-]{1,128}}: our
 *     call id, or with a policy of one activity an agent {@code callId.agent}
 * @param call as it stands now: the same key comes again with notes, disposition and record that were learnt later. A
 *     customer who withholds the number has none in it
 * @param owner whose activity it is; empty where neither an agent nor a queue's owner is known
 * @param at when it began for that owner, by the PBX
 * @param talk from the answer to the end, never negative; zero if nobody answered
 * @param answered whether a person answered
 */
public record Activity(
        String key, String tenant, Call call, Optional<Owner> owner, Instant at, Duration talk, boolean answered) {

    /** Inbound or outbound, never internal. */
    public Direction direction() {
        return call.direction();
    }

    /** The number of the other side in E.164; empty if it was withheld or is none. */
    public Optional<String> number() {
        return call.remote().number();
    }

    /** The record a connector shall link the activity to: the one of its own that was chosen for the call. */
    public Optional<RecordRef> record(String connector) {
        return call.records().stream()
                .filter(record -> record.connector().equals(connector))
                .findFirst();
    }

    /** The same with a record its call belongs to. */
    public Activity withRecord(RecordRef record) {
        return new Activity(key, tenant, call.withRecord(record), owner, at, talk, answered);
    }

    /** Tells no name or number: an activity may be written to a log. */
    @Override
    public String toString() {
        return "activity " + key + " of " + tenant;
    }
}
