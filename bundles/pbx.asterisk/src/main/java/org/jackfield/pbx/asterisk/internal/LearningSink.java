package org.jackfield.pbx.asterisk.internal;

import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;

/** The core's sink, before which the driver learns at each log-in what the PBX offers. */
record LearningSink(PbxSink sink, Runnable learn) implements PbxSink {
    @Override
    public void connecting() {
        sink.connecting();
    }

    @Override
    public void up(String pbxStart) {
        learn.run();
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
    public void advise(String sentence) {
        sink.advise(sentence);
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
