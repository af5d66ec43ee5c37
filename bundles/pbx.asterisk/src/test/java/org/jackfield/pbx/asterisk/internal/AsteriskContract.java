package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.ConnectedPbxContract;

/** The driver's contract, but for the PBX it is played with. */
abstract class AsteriskContract extends ConnectedPbxContract {
    static final String USER = "contract";
    static final String SECRET = "secret of the contract";

    @Override
    protected PbxDriver driver(int port) {
        return at(port);
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

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static PbxDriver at(int port) {
        Map<String, Object> values =
                Map.of("port", port, "username", USER, "secret", SECRET, "reconnectMinMs", 50, "reconnectMaxMs", 400);
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
