package org.jackfield.pbx.push.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.PbxDriverContract;
import org.jackfield.testkit.pbx.Scenario;
import org.jackfield.testkit.pbx.TestPbx;

/** The driver's contract. A stimulus is lines of an event and its form. */
class PushContractTest extends PbxDriverContract {

    @Override
    protected List<Scenario> scenarios() {
        return List.of(
                new Scenario("a customer calls a line and hangs up", """
                        newCall call=1&from=%2B12025550101&to=%2B442079460111&line=1001
                        answer call=1
                        hangup call=1&by=caller
                        """, """
                        call +12025550101 > +442079460111
                          outside: initiated connected
                          1001: alerting connected
                        ended normalClearing
                        """),
                new Scenario("a customer gives up in the queue", """
                        newCall call=1&from=%2B12025550101&queue=support
                        ring call=1&line=1001
                        hangup call=1&line=1001
                        ring call=1&line=1002
                        hangup call=1
                        """, """
                        call +12025550101 > unavailable
                          outside: queued
                          1001: alerting
                          1002: alerting
                          queue support: abandoned
                        ended abandoned
                        """),
                new Scenario("an agent holds, takes back and passes on", """
                        newCall call=1&from=%2B12025550101&line=1001&line=1002
                        answer call=1&line=1001
                        hold call=1
                        retrieve call=1
                        transfer call=1&to=1003
                        answer call=1
                        hangup call=1&by=1003
                        """, """
                        call +12025550101 > unavailable
                          outside: initiated connected
                          1001: alerting connected held retrieved
                          1002: alerting
                          1003: alerting connected
                          transferredTo blind 1001 > 1003
                        ended normalClearing
                        """));
    }

    @Override
    protected TestPbx pbx(Scenario scenario) {
        return new Pushing(scenario.stimulus());
    }

    /** Hands forms to the driver as its servlet does. */
    private static final class Pushing implements TestPbx {
        private final String stimulus;
        private final List<PushDriver> drivers = new ArrayList<>();

        Pushing(String stimulus) {
            this.stimulus = stimulus;
        }

        @Override
        public PbxDriver driver() {
            PushDriver driver = new PushDriver(
                    "contract",
                    PushDriverTest.config("a long random one", 1_000, 256),
                    new PushDriverTest.Plan(),
                    (pattern, servlet) -> () -> {},
                    Clock.systemUTC());
            drivers.add(driver);
            return driver;
        }

        @Override
        public void perform() throws Refusal {
            for (String line : stimulus.lines().toList()) {
                String[] eventAndForm = line.split(" ");
                drivers.get(drivers.size() - 1).take(eventAndForm[0], new Form(eventAndForm[1]));
            }
        }

        @Override
        public void close() {}
    }
}
