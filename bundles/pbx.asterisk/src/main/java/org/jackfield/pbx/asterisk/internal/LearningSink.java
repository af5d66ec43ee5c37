package org.jackfield.pbx.asterisk.internal;

import java.util.function.Consumer;
import org.jackfield.api.pbx.ForwardingSink;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Snapshot;

/** The core's sink, before which the driver learns at each log-in what the PBX offers. */
final class LearningSink extends ForwardingSink {
    private final Runnable learn;
    private final Consumer<String> advise;

    /** Advises the core. */
    LearningSink(PbxSink sink, Runnable learn) {
        this(sink, learn, sink::advise);
    }

    /** @param advise hears what the link advises */
    LearningSink(PbxSink sink, Runnable learn, Consumer<String> advise) {
        super(sink);
        this.learn = learn;
        this.advise = advise;
    }

    @Override
    public void up(String pbxStart) {
        learn.run();
        super.up(pbxStart);
    }

    /** The calls that are known already were told before this log-in. */
    @Override
    public void snapshot(Snapshot snapshot) {
        super.snapshot(snapshot);
        super.servicesChanged();
    }

    @Override
    public void advise(String sentence) {
        advise.accept(sentence);
    }
}
