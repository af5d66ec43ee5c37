package org.jackfield.crm.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.contacts.internal.ConnectedContacts;
import org.jackfield.contacts.internal.ContactsConfig;
import org.jackfield.core.internal.NumberProfile;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.core.internal.PhoneNumberPlan;
import org.jackfield.crm.rest.internal.FakeCrm.Asked;
import org.jackfield.crm.rest.internal.FakeCrm.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What really leaves the house when somebody asks who is calling: the CRM's server keeps all that it was sent. */
class OnTheWireTest {
    @TempDir
    Path data;

    private FakeCrm crm;
    private RestConnector connector;
    private ConnectedContacts contacts;

    @BeforeEach
    void start() throws Exception {
        crm = new FakeCrm(asked -> Reply.json("{'users':[{'id':7,'name':'Ann Customer','phone':'020 7946 0111'}]}"));
        connector = TestConfig.of("zendesk", crm.url()).connector(data);
        contacts = new ConnectedContacts(
                new PhoneNumberPlan(List.of(profile())), new PhoneNumberMatching(), config(ContactsConfig.class));
        contacts.addConnector(connector);
    }

    @AfterEach
    void stop() {
        contacts.close();
        connector.close();
        crm.close();
    }

    @Test
    void callersNumberIsAskedForOnce() {
        Lookup lookup = lookup("020 7946 0111");
        assertEquals(CrmState.OK, lookup.crm());
        assertEquals(1, searches().size());
        assertTrue(searches().get(0).uri().contains("%2B442079460111"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anonymous",
                "Anonymous",
                "sip:anonymous@anonymous.invalid",
                "restricted",
                "unknown",
                "+266696687",
                "0000000000",
                "1001",
                "201",
                "999",
                "112",
                "*21#",
                "020 7946 0100",
                "+442079460100",
                "+44 20 7946 0155",
                "0",
                "ann@example.org",
                "'; DROP TABLE users; --",
                "020 7946 0111 / 07700 900123"
            })
    void whatIsNobodysBusinessNeverLeavesTheHouse(String number) {
        assertEquals(CrmState.NONE, lookup(number).crm());
        assertEquals(List.of(), searches());
    }

    /** All but the check of the log-in. */
    private List<Asked> searches() {
        return crm.asked.stream()
                .filter(asked -> !asked.uri().equals("/api/v2/users/me.json"))
                .toList();
    }

    private Lookup lookup(String number) {
        return contacts.lookup("main", "", number, Duration.ofSeconds(10))
                .toCompletableFuture()
                .join();
    }

    private static NumberProfile profile() {
        NumberProfile.Config defaults = config(NumberProfile.Config.class);
        return new NumberProfile((NumberProfile.Config) Proxy.newProxyInstance(
                NumberProfile.class.getClassLoader(),
                new Class<?>[] {NumberProfile.Config.class},
                (proxy, method, arguments) -> method.getName().equals("ownNumbers")
                        ? "+442079460100,+44207946015*"
                        : method.invoke(defaults)));
    }

    private static <C> C config(Class<C> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> method.getDefaultValue()));
    }
}
