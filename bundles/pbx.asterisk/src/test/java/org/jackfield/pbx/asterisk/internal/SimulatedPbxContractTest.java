package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.util.List;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.Scenario;
import org.jackfield.testkit.pbx.TestPbx;

/** The driver's contract, with the simulated PBX as a process of its own. A stimulus is the headers of a SimCall. */
class SimulatedPbxContractTest extends AsteriskContract {

    @Override
    protected List<Scenario> scenarios() {
        return List.of(
                new Scenario("a customer calls a line and hangs up", """
                        From: +12025550101
                        To: 1001
                        Rings: 100
                        TalkMs: 300
                        """, """
                        call +12025550101 > +442079460111
                          trunk: initiated connected
                          1001: initiated alerting connected
                        ended normalClearing
                        """),
                new Scenario("an agent holds the customer", """
                        From: +12025550101
                        To: 1002
                        Rings: 100
                        TalkMs: 900
                        Holds: 200+300
                        EndedBy: agent
                        """, """
                        call +12025550101 > +442079460112
                          trunk: initiated connected
                          1002: initiated alerting connected held retrieved
                        ended normalClearing
                        """));
    }

    @Override
    protected TestPbx pbx(Scenario scenario) throws Exception {
        return new Simulated(scenario.stimulus());
    }

    @Override
    protected int port(TestPbx pbx) {
        return ((Simulated) pbx).port;
    }

    private static final class Simulated implements TestPbx {
        private final String stimulus;
        private final SimulatedPbx process;
        private final int port;

        Simulated(String stimulus) throws Exception {
            this.stimulus = stimulus;
            process = new SimulatedPbx(USER, SECRET);
            port = process.port();
        }

        @Override
        public PbxDriver driver() {
            return at(port);
        }

        @Override
        public void perform() throws IOException {
            process.order(stimulus);
        }

        @Override
        public void close() throws InterruptedException {
            process.close();
        }
    }
}
