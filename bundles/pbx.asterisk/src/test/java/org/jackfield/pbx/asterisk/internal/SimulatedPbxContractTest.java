package org.jackfield.pbx.asterisk.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        private final Process process;
        private final int port;

        Simulated(String stimulus) throws Exception {
            this.stimulus = stimulus;
            ProcessBuilder java = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    simulator(),
                    "org.jackfield.pbx.sim.internal.Main",
                    "--ami",
                    "0",
                    "--rate",
                    "0",
                    "--user",
                    USER);
            java.environment().put("JACKFIELD_SIM_SECRET", SECRET);
            process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            port = readPort();
        }

        private static String simulator() throws ClassNotFoundException, URISyntaxException {
            return Path.of(Class.forName("org.jackfield.pbx.sim.internal.Main")
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        }

        private int readPort() throws IOException {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            int number = 0;
            for (String line = said.readLine(); !"ready=true".equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new IOException("The simulated PBX did not start");
                }
                number = line.startsWith("port=") ? Integer.parseInt(line.substring(5)) : number;
            }
            return number;
        }

        @Override
        public PbxDriver driver() {
            return at(port);
        }

        @Override
        public void perform() throws IOException {
            try (Socket ami = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String order = "Action: Login\r\nUsername: " + USER + "\r\nSecret: " + SECRET
                        + "\r\nEvents: off\r\n\r\nAction: UserEvent\r\nUserEvent: SimCall\r\n"
                        + stimulus.strip().replace("\n", "\r\n") + "\r\n\r\nAction: Logoff\r\n\r\n";
                ami.getOutputStream().write(bytes(order));
                ami.getInputStream().readAllBytes();
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
