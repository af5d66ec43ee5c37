package org.jackfield.pbx.asterisk.internal;

import org.jackfield.api.pbx.ForwardingSink;
import org.jackfield.api.pbx.PbxSink;

/** The core's sink, before which the driver learns at each log-in what the PBX offers. */
final class LearningSink extends ForwardingSink {
    private final Runnable learn;

    LearningSink(PbxSink sink, Runnable learn) {
        super(sink);
        this.learn = learn;
    }

    @Override
    public void up(String pbxStart) {
        learn.run();
        super.up(pbxStart);
    }
}
