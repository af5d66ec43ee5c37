package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Configuration, inside Jackfield and on the command line. */
class SimComponentTest {

    @Test
    void configuredPbxListens() throws Exception {
        try (SimComponent component = component(Map.of("secret", "test-secret", "amiPort", 0));
                AmiClient client = new AmiClient(component.port().orElseThrow())) {
            client.logIn();
        }
    }

    @Test
    void customerCallsTheLineOfWhoeverAsks() throws Exception {
        try (SimComponent component = component(Map.of("secret", "test-secret", "amiPort", 0, "callsPerHour", 0.0));
                AmiClient client = new AmiClient(component.port().orElseThrow())) {
            client.logIn();
            component.call("1001");
            assertEquals("1001", client.await("Event", "DialBegin").get("DialString"));
        }
    }

    @Test
    void withoutASecretNothingIsStarted() {
        for (String secret : new String[] {"", "@SIM_SECRET@"}) {
            try (SimComponent component = component(Map.of("secret", secret, "amiPort", 0))) {
                assertEquals(Optional.empty(), component.port());
            }
        }
    }

    @Test
    void wrongValueAndTakenPortLeaveTheRestAlone() {
        try (SimComponent first = component(Map.of("secret", "test-secret", "amiPort", 0));
                SimComponent taken = component(
                        Map.of("secret", "test-secret", "amiPort", first.port().orElseThrow()));
                SimComponent wrong = component(Map.of("secret", "test-secret", "amiPort", 0, "ringMs", "soon"))) {
            assertTrue(first.port().isPresent());
            assertEquals(Optional.empty(), taken.port());
            assertEquals(Optional.empty(), wrong.port());
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        SimComponent component = component(Map.of("secret", "test-secret", "amiPort", 0));
        component.close();
        component.close();
    }

    @Test
    void commandLineNamesTheOptionThatIsWrong() {
        assertEquals("--frobnicate is not an option; --help lists them", refused("--frobnicate", "1"));
        assertEquals("--rate needs a value", refused("--rate"));
        assertEquals("--rate cannot be \"fast\"; --help shows what it can be", refused("--rate", "fast"));
        assertEquals("agents is 5000; 1 to 2000 are possible", refused("--agents", "5000"));
    }

    @Test
    void commandLineWithoutASecretMakesOne() {
        SimOptions one = new SimOptions(new String[0], Map.of());
        SimOptions other = new SimOptions(new String[0], Map.of());
        assertTrue(one.secretIsOurs());
        assertTrue(one.account().secret().length() >= 20);
        assertTrue(!one.account().secret().equals(other.account().secret()));
        SimOptions given = new SimOptions(new String[0], Map.of("JACKFIELD_SIM_SECRET", "from-outside"));
        assertEquals("from-outside", given.account().secret());
    }

    private static String refused(String... args) {
        return assertThrows(IllegalArgumentException.class, () -> {
                    SimOptions options = new SimOptions(args, Map.of());
                    options.pbx();
                    options.desk();
                })
                .getMessage();
    }

    /** A configuration with defaults for what is not given. */
    private static SimComponent component(Map<String, Object> given) {
        SimConfig config = (SimConfig) Proxy.newProxyInstance(
                SimConfig.class.getClassLoader(),
                new Class<?>[] {SimConfig.class},
                (proxy, method, args) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
        return new SimComponent(config, Map.of("service.pid", "org.jackfield.pbx.sim~test"));
    }
}
