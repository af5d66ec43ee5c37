package org.jackfield.crm.ldap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.Strength;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.core.internal.PhoneNumberPlan;
import org.jackfield.testkit.Await;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the library's own server in this process; the integration tests have a real slapd. */
class LdapConnectorTest extends CrmConnectorContract {
    private static final String BASE = "dc=example,dc=org";

    private InMemoryDirectoryServer server;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
        config.addAdditionalBindCredentials("cn=reader", "secret");
        config.setSchema(null);
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        server.add("dn: " + BASE, "objectClass: domain", "dc: example");
        add("Ann Customer", "mobile: +44 (20) 7946/0111", "o: Potomac", "uid: ann");
        add("Bob", "telephoneNumber: 020 7946 0222", "telephoneNumber: +44 20 7946 0333");
        add("Loose (207)", "mobile: +1 207 946 0111");
    }

    private void add(String name, String... attributes) throws Exception {
        List<String> lines = new java.util.ArrayList<>(
                List.of("dn: cn=" + name + "," + BASE, "objectClass: person", "cn: " + name, "sn: " + name));
        lines.addAll(List.of(attributes));
        server.add(lines.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    @Override
    protected CrmConnector connector() {
        return open(Map.of("urlTemplate", "https://staff.example/{uid}"));
    }

    @Override
    protected CrmConnector absent() {
        return open(Map.of("url", "ldap://127.0.0.1:1"));
    }

    @Override
    protected String known() {
        return "+442079460111";
    }

    @Override
    protected String knownName() {
        return "Ann Customer";
    }

    @Override
    protected String unknown() {
        return "+442079460199";
    }

    @Test
    void personIsFoundWhateverStandsBetweenTheDigits() throws Exception {
        try (LdapConnector crm = open(Map.of("urlTemplate", "https://staff.example/{uid}"))) {
            Match ann = lookup(crm, "+442079460111").get(0);
            assertEquals("mobile +44 20 7946 0111", ann.reason());
            assertEquals(Strength.STRONG, ann.strength());
            assertEquals(Optional.of("Potomac"), ann.company());
            assertEquals(Optional.of("https://staff.example/ann"), ann.url());
            assertEquals("Bob", lookup(crm, "+442079460333").get(0).name());
        }
    }

    @Test
    void directoryThatComesBackIsAskedAgain() throws Exception {
        try (LdapConnector crm = open(Map.of())) {
            assertEquals(1, lookup(crm, known()).size());
            server.closeAllConnections(true);
            assertEquals(1, lookup(crm, known()).size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret|wrong|The directory does not accept cn=reader; check bindDn and secret",
                "base|dc=nobody,dc=here|The directory has no dc=nobody,dc=here that may be read",
                "filter|(x|etc/org.jackfield.crm.ldap~main.cfg: filter '(x' is not an LDAP filter",
                "url|http://x|etc/org.jackfield.crm.ldap~main.cfg: url 'http://x' is no address of a directory",
                "defaultRegion|UK|etc/org.jackfield.crm.ldap~main.cfg: defaultRegion 'UK' is not a region",
            })
    void faultIsSaidInOneSentence(String key, String value, String sentence) {
        try (LdapConnector crm = open(Map.of(key, value))) {
            Await.until(
                    Duration.ofSeconds(10),
                    () -> crm.status().toString(),
                    () -> crm.status().state() == Status.State.DOWN);
            assertTrue(crm.status().reason().startsWith(sentence), crm.status().reason());
        }
    }

    private LdapConnector open(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "url",
                "ldap://127.0.0.1:" + server.getListenPort(),
                "base",
                BASE,
                "bindDn",
                "cn=reader",
                "secret",
                "secret"));
        all.putAll(values);
        return new LdapConnector(
                "org.jackfield.crm.ldap~main", TestConfig.of(all), new PhoneNumberMatching(), new PhoneNumberPlan());
    }

    private static List<Match> lookup(CrmConnector crm, String e164) throws Exception {
        return crm.lookup(new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
