package org.jackfield.device.push.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.DeviceFact;
import org.junit.jupiter.api.Test;

/** What phones' action URLs do, and what somebody else's do not. */
class PushPhonesTest {
    private static final LineRef LINE = new LineRef("asterisk~main", "1001");
    private static final Pattern WORD = Pattern.compile("`BASE/([a-z-]+)");

    private final List<String> told = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private final PushPhones phones = phones("");

    @Test
    void handsetAndDoNotDisturbBecomeFacts() {
        assertEquals(200, call("offhook"));
        assertEquals(200, call("dnd-on"));
        assertEquals(200, call("onhook"));
        assertEquals(200, call("unregistered"));
        assertEquals(
                List.of(
                        "ready alice {hookswitch=offHook}",
                        "ready alice {doNotDisturb=on, hookswitch=offHook}",
                        "ready alice {doNotDisturb=on, hookswitch=onHook}",
                        "disconnected alice {doNotDisturb=on, hookswitch=onHook}"),
                told);
    }

    @Test
    void everyWordOfTheReadmeIsKnown() throws Exception {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(Files.readString(Path.of("README.md"))); word.find(); ) {
            words.add(word.group(1));
        }
        assertEquals(14, words.size());
        for (String word : words) {
            assertTrue(word.equals("screen") || Reported.of(word).isPresent(), word);
        }
    }

    @Test
    void withoutTheSecretNothingHappens() {
        assertEquals(404, take("desk-1001", "guess", "offhook", "10.1.0.9", ""));
        assertEquals(404, take("desk-9", "secret", "offhook", "10.1.0.9", ""));
        assertEquals(404, take("alice", "secret", "offhook", "10.1.0.9", ""));
        assertEquals(404, call("selfdestruct"));
        assertEquals(List.of(), told);
        assertEquals(4L, phones.health().get(0).counters().get("refused"));
    }

    @Test
    void otherNetworksAreNotHeard() {
        PushPhones strict = phones("10.1.");
        assertEquals(
                404,
                strict.take("desk-1001", "secret", "offhook", "192.0.2.1", "", new byte[0])
                        .status());
        assertEquals(
                200,
                strict.take("desk-1001", "secret", "offhook", "10.1.0.9", "", new byte[0])
                        .status());
    }

    @Test
    void replayedActionChangesNothing() {
        call("offhook");
        call("offhook");
        assertEquals(1, told.size());
    }

    @Test
    void phoneThatFloodsIsSlowedDown() {
        int slowed = 0;
        for (int i = 0; i < 100; i++) {
            slowed += call("incoming") == 429 ? 1 : 0;
        }
        assertTrue(slowed >= 80, slowed + " of 100");
    }

    @Test
    void keyLogsInWhoseLineItIs() {
        call("login");
        call("logout");
        assertEquals(List.of("logIn alice", "logOut alice"), sessions);
    }

    @Test
    void callersNameIsTextOnEveryVendorsScreen() {
        phones.show(LINE, new Display("C1", "<script>&\"Ann\"\u202e\n", "'Acme' <b>", true));
        for (String agent : List.of("snomD785/10.1", "Yealink SIP-T54W", "Grandstream GXP2170", "PolycomVVX-411")) {
            String xml = phones.take("desk-1001", "secret", "screen", "10.1.0.9", agent, new byte[0])
                    .xml();
            assertTrue(xml.contains("&lt;script&gt;&amp;&quot;Ann&quot;"), xml);
            assertFalse(xml.contains("<script") || xml.contains("<b>"), xml);
        }
        phones.show(LINE, Display.clear("C1"));
        assertTrue(phones.take("desk-1001", "secret", "screen", "10.1.0.9", "snom", new byte[0])
                .xml()
                .contains("<Title>Jackfield</Title>"));
    }

    @Test
    void polyTellsByXml() {
        assertEquals(200, take("desk-1001", "secret", "poly", "10.1.0.9", """
            <PolycomIPPhone><OffHookEvent><PhoneIP>10.1.0.9</PhoneIP><MACAddress>0004f2</MACAddress></OffHookEvent></PolycomIPPhone>
            """));
        assertEquals(List.of("ready alice {hookswitch=offHook}"), told);
    }

    @Test
    void hostileXmlIsNoEvent() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><x>&a;&b;</x>";
        assertEquals(404, take("desk-1001", "secret", "poly", "10.1.0.9", bomb));
        assertEquals(404, take("desk-1001", "secret", "poly", "10.1.0.9", "<a>".repeat(2000)));
        assertEquals(404, take("desk-1001", "secret", "poly", "10.1.0.9", "no xml"));
        assertEquals(List.of(), told);
    }

    private int call(String word) {
        return take("desk-1001", "secret", word, "10.1.0.9", "");
    }

    private int take(String id, String secret, String word, String from, String body) {
        return phones.take(id, secret, word, from, "Yealink SIP-T54W 96.86", body.getBytes(StandardCharsets.UTF_8))
                .status();
    }

    private PushPhones phones(String from) {
        Map<String, Object> settings =
                Map.of("from", from.isEmpty() ? new String[0] : new String[] {from}, "perSecond", 5, "tenant", "main");
        return new PushPhones(
                Optional.empty(),
                fake(PushPhonesConfig.class, (method, arguments) -> settings.get(method)),
                fake(EventLog.class, (method, arguments) -> {
                    Device device = ((DeviceFact) arguments[1]).device();
                    told.add(device.state().word() + " " + device.agent().orElse("-") + " "
                            + new TreeMap<>(device.facts()));
                    return null;
                }),
                fake(AgentSessions.class, (method, arguments) -> {
                    if (method.equals("agentAt")) {
                        return Optional.of(new Agent("main", "alice", "Alice", "", List.of(LINE)));
                    }
                    sessions.add(method + " " + arguments[1]);
                    return null;
                }),
                fake(Accounts.class, (method, arguments) -> Optional.of(
                                new Account("main", "desk-1001", AccountRole.DEVICE, Optional.of(LINE)))
                        .filter(a -> a.name().equals(arguments[1]) && "secret".equals(arguments[2]))),
                fake(DeviceRegistry.class, (method, arguments) -> Optional.of(Enrolment.of("main", "desk-1001", LINE))
                        .filter(e -> e.device().equals(arguments[1]))));
    }

    private interface Does {
        Object call(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Does does) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> does.call(method.getName(), arguments)));
    }
}
