package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.ConnectedPbxContract;
import org.jackfield.testkit.pbx.Scenario;
import org.jackfield.testkit.pbx.TestPbx;
import org.jackfield.testkit.replay.Replay;
import org.jackfield.testkit.replay.Speed;

/** The driver's contract, with recordings of a real Asterisk 22 played to it. */
class RecordedPbxContractTest extends ConnectedPbxContract {
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
    protected PbxDriver driver(int port) {
        return at(port);
    }

    @Override
    protected int port(TestPbx pbx) {
        return ((Played) pbx).replay().port();
    }

    @Override
    protected byte[] endOfMessage() {
        return bytes("\r\n\r\n");
    }

    @Override
    protected byte[] garbage() {
        return bytes("Event: Newchannel\r\nno colon here\r\nUniqueid: 1\r\n\r\n");
    }

    @Override
    protected void refuse(Socket driver) throws IOException {
        driver.getOutputStream().write(bytes("Asterisk Call Manager/11.0.0\r\n"));
        byte[] login = new byte[4_096];
        int n = driver.getInputStream().read(login);
        String asked = new String(login, 0, Math.max(n, 0), StandardCharsets.UTF_8);
        String id = asked.replaceAll("(?s).*ActionID: ([^\r]*)\r.*", "$1");
        driver.getOutputStream()
                .write(bytes("Response: Error\r\nActionID: " + id + "\r\nMessage: Authentication failed\r\n\r\n"));
        driver.getInputStream().read(login);
    }

    @Override
    protected int connectionsOfAnAttempt() {
        return 2;
    }

    /** Pauses of 50, 100, 200, 400 and 400 ms, of which chance takes off up to a half. */
    @Override
    protected Duration sixAttempts() {
        return Duration.ofMillis(500);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PbxDriver at(int port) {
        Map<String, Object> values = Map.of(
                "port", port, "username", "contract", "secret", "any", "reconnectMinMs", 50, "reconnectMaxMs", 400);
        AsteriskConfig config = (AsteriskConfig) java.lang.reflect.Proxy.newProxyInstance(
                AsteriskConfig.class.getClassLoader(),
                new Class<?>[] {AsteriskConfig.class},
                (proxy, method, args) -> method.getName().equals("annotationType")
                        ? (Class<? extends Annotation>) AsteriskConfig.class
                        : values.getOrDefault(method.getName(), method.getDefaultValue()));
        return new AsteriskDriver("asterisk~contract", config, new Extensions());
    }

    /** Four digits are an extension. */
    private static final class Extensions implements NumberPlan {
        @Override
        public PhoneNumber read(String link, String written) {
            boolean inside = written.matches("1\\d{3}");
            return new PhoneNumber(inside ? PhoneNumber.Kind.INTERNAL : PhoneNumber.Kind.PUBLIC, written, written);
        }

        @Override
        public String dialString(String link, String written) {
            return written;
        }
    }
}
