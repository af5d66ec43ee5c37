package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.Scenario;
import org.jackfield.testkit.pbx.TestPbx;
import org.jackfield.testkit.replay.Replay;
import org.jackfield.testkit.replay.Speed;

/** The driver's contract, with recordings of a real Asterisk 22 played to it. */
class RecordedPbxContractTest extends AsteriskContract {
    private static final Path RECORDINGS = Path.of("../../integration-tests/src/test/resources/recordings");

    @Override
    protected List<Scenario> scenarios() {
        return List.of(
                new Scenario("a customer calls a line and hangs up", "01-inbound-answered-caller-hangs-up", """
                        call +12025550101 > +442079460111
                          trunk: initiated connected
                          1001: initiated alerting connected
                        ended normalClearing
                        """),
                new Scenario("a customer gives up while it rings", "01c-inbound-abandoned-while-ringing", """
                        call +12025550101 > +442079460111
                          trunk: initiated
                          1001: initiated alerting
                        ended normalClearing
                        """),
                new Scenario("an agent holds the customer twice", "06-hold-unhold", """
                        call +12025550101 > +442079460111
                          trunk: initiated connected
                          1001: initiated alerting connected held retrieved held retrieved
                        ended normalClearing
                        """));
    }

    @Override
    protected TestPbx pbx(Scenario scenario) throws IOException {
        return new Played(Replay.of(RECORDINGS.resolve(scenario.stimulus() + ".ami.gz"))
                .speed(Speed.MAX)
                .onlyWhenAsked()
                .start());
    }

    private record Played(Replay replay) implements TestPbx {
        @Override
        public PbxDriver driver() {
            return at(replay.port());
        }

        @Override
        public void perform() {
            replay.begin();
        }

        @Override
        public void close() {
            replay.close();
        }
    }

    @Override
    protected int port(TestPbx pbx) {
        return ((Played) pbx).replay().port();
    }
}
