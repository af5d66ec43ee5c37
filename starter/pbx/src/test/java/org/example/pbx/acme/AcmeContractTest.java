package org.example.pbx.acme;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.ConnectedPbxContract;
import org.jackfield.testkit.pbx.Scenario;
import org.jackfield.testkit.pbx.TestPbx;

/** What every driver does, with the Acme PBX of our own. A stimulus is what the PBX says. */
class AcmeContractTest extends ConnectedPbxContract {
    @Override
    protected List<Scenario> scenarios() {
        return List.of(
                new Scenario("a customer calls a line and hangs up", """
                        ring 17 +12025550101 1001
                        answer 17
                        hangup 17
                        """, """
                        call +12025550101 > 1001
                          trunk: initiated connected
                          1001: alerting connected
                        ended normalClearing
                        """),
                new Scenario("a customer gives up", """
                        ring 18 +12025550102 1002
                        hangup 18
                        """, """
                        call +12025550102 > 1002
                          trunk: initiated
                          1002: alerting
                        ended abandoned
                        """));
    }

    @Override
    protected TestPbx pbx(Scenario scenario) throws IOException {
        return new FakePbx(scenario.stimulus(), AcmeContractTest::at);
    }

    @Override
    protected int port(TestPbx pbx) {
        return ((FakePbx) pbx).port();
    }

    @Override
    protected PbxDriver driver(int port) {
        return at(port);
    }

    private static PbxDriver at(int port) {
        Map<String, Object> values = Map.of("port", port, "reconnectMinMs", 50, "reconnectMaxMs", 400);
        return new AcmeDriver(
                "acme~test",
                (AcmeConfig) Proxy.newProxyInstance(
                        AcmeConfig.class.getClassLoader(),
                        new Class<?>[] {AcmeConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @Override
    protected byte[] endOfMessage() {
        return bytes("\n");
    }

    @Override
    protected byte[] garbage() {
        return bytes("\u0000what is this?\n");
    }

    @Override
    protected void refuse(Socket driver) throws IOException {
        driver.getOutputStream().write(bytes("denied\n"));
        driver.getInputStream().read(new byte[100]);
    }

    /** Pauses of 100, 200, 400, 400 and 400 ms, of which chance takes off up to a half. */
    @Override
    protected Duration sixAttempts() {
        return Duration.ofMillis(700);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
