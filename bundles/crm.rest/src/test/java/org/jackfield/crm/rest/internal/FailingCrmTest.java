package org.jackfield.crm.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.health.Status;
import org.jackfield.crm.rest.internal.FakeCrm.Asked;
import org.jackfield.crm.rest.internal.FakeCrm.Reply;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailingCrmTest {
    private static final String OAUTH = "title: X\ncheck: {path: /check}\n"
            + "lookup: [{request: {path: /find}, records: '', id: /id, name: /n, phones: {p: /p}}]\n"
            + "authentication: {type: %s, request: {method: POST, path: /token, form: {grant_type: x, refresh_token: '%s'}}}\n";

    @TempDir
    Path data;

    private FakeCrm crm;
    private RestConnector connector;

    @AfterEach
    void stop() {
        connector.close();
        if (crm != null) {
            crm.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|Zendesk answered 401; check the user, the secret and what they may do",
                "429|Zendesk answered 429: not now",
                "500|Zendesk answered 500: it is not well",
                "302|Zendesk answered 302, a redirect, and none is followed; write the final address into url",
            })
    void failureIsOneSentenceAndTheActivityWaits(int status, String sentence) throws Exception {
        open(asked -> new Reply(status, "{}", "Retry-After: 7"), TestConfig.of("zendesk", ""));

        assertEquals(sentence, failure());
        LogResult.Later later = assertInstanceOf(LogResult.Later.class, log());
        assertEquals(sentence, later.reason());
        assertEquals(Optional.of(Duration.ofSeconds(7)), later.after());
        assertEquals(Status.State.DOWN, connector.status().state());
    }

    @Test
    void whatTheCrmNeverTakesIsRefused() throws Exception {
        open(
                asked -> asked.method().equals("POST") ? Reply.status(422) : Reply.json("{'users':[],'tickets':[]}"),
                TestConfig.of("zendesk", ""));
        assertEquals(new LogResult.Refused("Zendesk answered 422: it does not take what was sent"), log());
    }

    @Test
    void pageForMaintenanceIsNotTakenForAnAnswer() throws Exception {
        open(asked -> new Reply(200, "<html>Back soon</html>", ""), TestConfig.of("zendesk", ""));
        assertEquals("Zendesk answered with something that is no JSON, such as a page for maintenance", failure());
    }

    @Test
    void answerWithoutEndIsCutOff() throws Exception {
        open(asked -> new Reply(200, "[" + " ".repeat(5 << 20) + "]", ""), TestConfig.of("zendesk", ""));
        assertTrue(failure().startsWith("Zendesk broke off ("), this::failure);
    }

    @Test
    void crmThatIsWellAgainIsSeenWithoutACall() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        open(asked -> Reply.status(status.get()), TestConfig.of("zendesk", ""));
        Await.until(
                Duration.ofSeconds(10),
                () -> connector.status().toString(),
                () -> connector.status().state() == Status.State.DOWN);
        status.set(200);
        assertEquals(List.of(), ShippedTemplatesTest.get(connector.lookup(TestConfig.number("+442079460111"))));
        assertEquals(Status.State.UP, connector.status().state());
    }

    @Test
    void oneLogInServesManyAndARefusedTokenIsRenewedOnce() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        open(
                asked -> asked.uri().equals("/token")
                        ? Reply.json("{'access_token':'t" + tokens.incrementAndGet() + "'}")
                        : asked.authorization().equals("Bearer t1") ? Reply.status(401) : Reply.json("[]"),
                TestConfig.of(template(OAUTH.formatted("clientCredentials", "")), ""));

        List<?> all = IntStream.range(0, 10)
                .mapToObj(i ->
                        connector.lookup(TestConfig.number("+442079460111")).toCompletableFuture())
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();

        assertEquals(10, all.size());
        assertEquals(2, tokens.get());
    }

    @Test
    void tokenThatIsRefusedAgainAndAgainIsNotRenewedForEver() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        open(
                asked -> asked.uri().equals("/token")
                        ? Reply.json("{'access_token':'t" + tokens.incrementAndGet() + "'}")
                        : Reply.status(401),
                TestConfig.of(template(OAUTH.formatted("clientCredentials", "")), ""));
        assertTrue(failure().startsWith("X answered 401"), this::failure);
        assertTrue(tokens.get() <= 4, tokens::toString); // the check's and the lookup's, each once more
    }

    @Test
    void refreshTokenThatChangesWithEachUseSurvivesARestart() throws Exception {
        Function<Asked, Reply> rotating = asked -> asked.uri().equals("/token")
                ? Reply.json("{'access_token':'t','refresh_token':'next'}")
                : Reply.json("[]");
        String template = template(OAUTH.formatted("refreshToken", "{refreshToken}"));
        open(rotating, TestConfig.of(template, "").with("refreshToken", "first"));
        ShippedTemplatesTest.get(connector.lookup(TestConfig.number("+442079460111")));
        assertEquals("grant_type=x&refresh_token=first", crm.asked.get(0).body());
        connector.close();
        crm.close();

        open(rotating, TestConfig.of(template, "").with("refreshToken", "first"));
        ShippedTemplatesTest.get(connector.lookup(TestConfig.number("+442079460111")));
        assertEquals("grant_type=x&refresh_token=next", crm.asked.get(0).body());
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("main.token"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://crm.example|would send secrets and names in the clear",
                "ftp://crm.example|is no address",
                "https://a:b@crm.example|url has more than host and path",
                "crm.example|is no address",
            })
    void wrongAddressIsSaidInOneSentence(String url, String sentence) {
        connector = TestConfig.of("zendesk", url).connector(data);
        assertEquals(Status.State.DOWN, connector.status().state());
        String reason = connector.status().reason();
        assertTrue(reason.startsWith("etc/org.jackfield.crm.rest~main.cfg: url") && reason.contains(sentence), reason);
    }

    @Test
    void settingThatTheTemplateNeedsIsAskedFor() {
        connector = TestConfig.of("hubspot", "https://api.hubapi.com").connector(data);
        assertTrue(connector.status().reason().contains("settings lacks portal, the number in the address"));
    }

    @Test
    void agentWhomTheCrmDoesNotKnowIsNamed() throws Exception {
        open(
                asked ->
                        Reply.json(asked.method().equals("POST") ? "{'ticket':{'id':1}}" : "{'users':[],'tickets':[]}"),
                TestConfig.of("zendesk", ""));
        assertEquals(new LogResult.Written("1"), log());
        ShippedTemplatesTest.get(connector.lookup(TestConfig.number("+442079460111")));
        assertEquals(
                "The CRM does not know the agent alice; give their users in 'agents'",
                connector.status().reason());
    }

    private String template(String yaml) throws IOException {
        return Files.writeString(data.resolve("my.yaml"), yaml).toString();
    }

    private void open(Function<Asked, Reply> answers, TestConfig config) throws IOException {
        crm = new FakeCrm(answers);
        connector = config.with("url", crm.url()).connector(data);
    }

    private String failure() {
        return assertThrows(
                        ExecutionException.class,
                        () -> ShippedTemplatesTest.get(connector.lookup(TestConfig.number("+442079460111"))))
                .getCause()
                .getMessage();
    }

    private LogResult log() throws Exception {
        return ShippedTemplatesTest.get(connector.log(List.of(Calls.inbound("01KEY", "", ""))))
                .get(0);
    }
}
