package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.core.internal.PhoneNumberPlan;
import org.jackfield.crm.carddav.internal.CardDavConfig;
import org.jackfield.crm.carddav.internal.CardDavConnector;
import org.jackfield.crm.ldap.internal.LdapConfig;
import org.jackfield.crm.ldap.internal.LdapConnector;
import org.jackfield.crm.rest.internal.RestConfig;
import org.jackfield.crm.rest.internal.RestConnector;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.Radicale;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.RequestTracker;
import org.jackfield.it.harness.Slapd;
import org.jackfield.it.harness.Tryton;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors' contract, and what is special about each, against real servers; one line each in the output. */
@ExtendWith(RealCrmsIT.Lines.class)
class RealCrmsIT {
    private static final Logger LOG = LoggerFactory.getLogger(RealCrmsIT.class);
    private static final PhoneNumberMatching MATCHER = new PhoneNumberMatching();
    private static final PhoneNumberPlan PLAN = new PhoneNumberPlan();
    private static final String ANN = "+442079460111";

    /** Says of each test of each server how it went. */
    static final class Lines implements TestWatcher {
        @Override
        public void testSuccessful(ExtensionContext test) {
            line("PASS", test);
        }

        @Override
        public void testFailed(ExtensionContext test, Throwable cause) {
            line("FAIL", test);
        }

        private static void line(String result, ExtensionContext test) {
            LOG.info("{}  {}: {}", result, test.getRequiredTestClass().getSimpleName(), test.getDisplayName());
        }
    }

    /** What all have in common: Ann Customer has the number, and 0199 is nobody's. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Contract extends CrmConnectorContract {
        @Override
        protected String known() {
            return ANN;
        }

        @Override
        protected String knownName() {
            return "Ann Customer";
        }

        @Override
        protected String unknown() {
            return "+442079460199";
        }
    }

    @Nested
    @Needs(RealPart.SLAPD)
    class SlapdByCrmLdap extends Contract {
        private Slapd slapd;

        @BeforeAll
        void start() {
            slapd = new Slapd();
        }

        @AfterAll
        void stop() {
            slapd.close();
        }

        @Override
        protected CrmConnector connector() {
            return open(slapd.url());
        }

        @Override
        protected CrmConnector absent() {
            return open("ldap://127.0.0.1:1");
        }

        private LdapConnector open(String url) {
            Map<String, Object> values =
                    Map.of("url", url, "base", Slapd.BASE, "bindDn", Slapd.ADMIN, "secret", slapd.secret());
            return new LdapConnector(MATCHER, PLAN, config(LdapConfig.class, values), pid("ldap"));
        }

        @Test
        void numberThatIsStoredWithParenthesesIsFound() throws Exception {
            try (LdapConnector crm = open(slapd.url())) {
                assertEquals(List.of("Ann Customer"), names(crm, "+447700900123"));
            }
        }
    }

    @Nested
    @Needs(RealPart.RADICALE)
    class RadicaleByCrmCarddav extends Contract {
        private Radicale radicale;

        @BeforeAll
        void start() {
            radicale = new Radicale();
        }

        @AfterAll
        void stop() {
            radicale.close();
        }

        @Override
        protected CrmConnector connector() {
            return open(radicale.url());
        }

        @Override
        protected CrmConnector absent() {
            return open("http://127.0.0.1:1/nobody/");
        }

        private CardDavConnector open(String url) {
            Map<String, Object> values = Map.of(
                    "url", url, "username", Radicale.USER, "secret", radicale.secret(), "changesEverySeconds", 5);
            return new CardDavConnector(MATCHER, config(CardDavConfig.class, values), pid("carddav"));
        }

        @Test
        void contactThatComesAndGoesIsFoundAndNotFoundAnyMore() throws Exception {
            try (CardDavConnector crm = open(radicale.url())) {
                assertEquals(List.of(), names(crm, "+442079460333"));
                radicale.put("cleo", "Cleo", "TEL:(020) 7946-0333");
                await("Cleo is found", () -> names(crm, "+442079460333").equals(List.of("Cleo")));
                radicale.delete("cleo");
                await("Cleo is gone", () -> names(crm, "+442079460333").isEmpty());
                assertEquals(List.of("Ann Customer"), names(crm, ANN));
            }
        }
    }

    @Nested
    @Needs(RealPart.TRYTON)
    class TrytonByCrmRest extends Contract {
        private Tryton tryton;

        @BeforeAll
        void start() {
            tryton = new Tryton();
        }

        @AfterAll
        void stop() {
            tryton.close();
        }

        @Override
        protected CrmConnector connector() {
            return open(tryton.url(), tryton.secret());
        }

        @Override
        protected CrmConnector absent() {
            return open("http://127.0.0.1:1", "");
        }

        private RestConnector open(String url, String secret) {
            return rest(Map.of(
                    "template",
                    "tryton",
                    "url",
                    url,
                    "username",
                    Tryton.USER,
                    "secret",
                    secret,
                    "settings",
                    "database=" + Tryton.DATABASE));
        }

        @Test
        void callIsOneNoteOfTheParty() throws Exception {
            try (RestConnector crm = open(tryton.url(), tryton.secret())) {
                Match ann = get(crm.lookup(number(ANN))).get(0);
                LogResult first = log(crm, "01TRYTON", ann, "");
                assertEquals(first, log(crm, "01TRYTON", ann, "Calls \"back\" on <Monday>"));
                String notes = tryton.notes().toString();
                assertEquals(2, notes.split("\\[01TRYTON]", -1).length, notes);
                assertTrue(notes.contains("Calls \\\"back\\\" on <Monday>"), notes);
            }
        }

        @Test
        void wrongPasswordIsSaidInOneSentence() {
            try (RestConnector crm = open(tryton.url(), "wrong")) {
                Await.until(Duration.ofSeconds(20), "it says so", () -> crm.status()
                        .reason()
                        .contains("check the user, the secret"));
            }
        }
    }

    @Nested
    @Needs(RealPart.REQUEST_TRACKER)
    class RequestTrackerByCrmRest extends Contract {
        private RequestTracker rt;

        @BeforeAll
        void start() {
            rt = new RequestTracker();
        }

        @AfterAll
        void stop() {
            rt.close();
        }

        @Override
        protected CrmConnector connector() {
            return open(rt.url());
        }

        @Override
        protected CrmConnector absent() {
            return open("http://127.0.0.1:1");
        }

        private RestConnector open(String url) {
            return rest(Map.of(
                    "template",
                    "request-tracker",
                    "url",
                    url,
                    "username",
                    RequestTracker.USER,
                    "secret",
                    RequestTracker.SECRET,
                    "settings",
                    "queue=General"));
        }

        @Test
        void everybodyItGivesForANumberIsThrownAwayButWhoHasIt() throws Exception {
            int given = rt.usersGivenForAFilterOnTheirNumber();
            assertTrue(given >= 5, "Request Tracker heeds the filter now: " + given);
            try (RestConnector crm = open(rt.url())) {
                assertEquals(List.of("Ann Customer"), names(crm, ANN));
                assertEquals(given - 1L, crm.status().counters().get("thrownAway"));
            }
        }

        @Test
        void callIsOneTicketOfTheCaller() throws Exception {
            try (RestConnector crm = open(rt.url())) {
                Match ann = get(crm.lookup(number(ANN))).get(0);
                LogResult first = log(crm, "01RT", ann, "");
                assertEquals(first, log(crm, "01RT", ann, "It's urgent"));
                assertEquals(1, rt.tickets("01RT").path("total").asInt());
                assertTrue(rt.tickets("01RT").toString().contains("ann"), "the caller is its requestor");
            }
        }
    }

    private static RestConnector rest(Map<String, Object> values) {
        return new RestConnector(MATCHER, PLAN, config(RestConfig.class, values), pid("rest"));
    }

    private static Map<String, Object> pid(String type) {
        return Map.of("service.pid", "org.jackfield.crm." + type + "~real");
    }

    /** A configuration as a file would give it; what is not given has its default. */
    private static <C> C config(Class<C> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    private static List<String> names(CrmConnector crm, String e164) throws Exception {
        return get(crm.lookup(number(e164))).stream().map(Match::name).toList();
    }

    private static LogResult log(CrmConnector crm, String key, Match about, String notes) throws Exception {
        Instant start = Instant.parse("2026-11-25T14:00:00Z");
        RecordRef record = new RecordRef(about.connector(), about.type(), about.id(), about.name(), about.url());
        Call call = new Call(
                key,
                "main",
                "asterisk~main",
                Direction.INBOUND,
                CallState.ENDED,
                Party.of(ANN, "Ann"),
                Party.of("+442079460100", ""),
                start,
                Optional.of(start),
                Optional.of(start.plusSeconds(90)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(record),
                List.of(),
                Optional.of(notes).filter(text -> !text.isEmpty()),
                Optional.empty(),
                false);
        Activity activity = new Activity(key, "main", call, Optional.empty(), start, Duration.ofSeconds(90), true);
        LogResult result = get(crm.log(List.of(activity))).get(0);
        assertTrue(result instanceof LogResult.Written, result::toString);
        return result;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) {
        Await.until(Duration.ofSeconds(20), what, () -> {
            try {
                return condition.holds();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static PhoneNumber number(String e164) {
        return new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
