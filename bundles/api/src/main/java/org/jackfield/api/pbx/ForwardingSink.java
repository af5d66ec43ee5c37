package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.Optional;

/** Hands everything on to another sink; who wraps a sink overrides what differs and cannot forget the rest. */
public abstract class ForwardingSink implements PbxSink {
    private final PbxSink sink;

    /** @param sink hears it all */
    protected ForwardingSink(PbxSink sink) {
        this.sink = sink;
    }

    @Override
    public void connecting() {
        sink.connecting();
    }

    @Override
    public void up(String pbxStart) {
        sink.up(pbxStart);
    }

    @Override
    public void down(String reason) {
        sink.down(reason);
    }

    @Override
    public void signal(Signal signal) {
        sink.signal(signal);
    }

    @Override
    public void snapshot(Snapshot snapshot) {
        sink.snapshot(snapshot);
    }

    @Override
    public void missed(Missed missed) {
        sink.missed(missed);
    }

    @Override
    public Optional<Instant> heardLast() {
        return sink.heardLast();
    }

    @Override
    public void advise(String sentence) {
        sink.advise(sentence);
    }

    @Override
    public void servicesChanged() {
        sink.servicesChanged();
    }

    @Override
    public void rejected(String reason) {
        sink.rejected(reason);
    }

    @Override
    public void count(String counter, long delta) {
        sink.count(counter, delta);
    }
}
