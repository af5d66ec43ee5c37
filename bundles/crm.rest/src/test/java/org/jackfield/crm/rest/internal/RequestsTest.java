package org.jackfield.crm.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jackfield.crm.rest.internal.Template.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Requests requests = new Requests(URI.create("https://crm.example/base"), JSON);
    private final Variables variables = Variables.of(Map.of("yes", Map.of("true", "Held", "*", "Other")))
            .with(Map.of("a", "x\"y", "b", "", "n", "42", "t", "2026-11-25T14:00:00Z", "h", "a\r\nX: y"))
            .withList("all", List.of("1", "2"));

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a?b", "a#b", "a&b=c", "@evil.example", "a b", "%2e%2e", "é", "\\", "{n}", "//x"})
    void valueStaysInsideItsSegmentAndItsQueryMember(String hostile) throws IOException {
        URI uri = requests.build(
                        request("{path: '/users/{v}/x', query: {q: 'phone:{v}'}}"), variables.with("v", hostile))
                .build()
                .uri();

        assertEquals("crm.example", uri.getHost());
        assertEquals(-1, uri.getPort());
        assertEquals("/base/users/" + hostile + "/x", uri.getPath());
        assertEquals(5, uri.getRawPath().split("/").length, uri::toString);
        assertEquals("q=phone:" + hostile, java.net.URLDecoder.decode(uri.getRawQuery(), "UTF-8"));
        assertTrue(uri.getRawQuery().indexOf('&') < 0 && uri.getRawFragment() == null, uri::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void valueDoesNotClimbOutOfItsFolder(String hostile) {
        assertThrows(
                IllegalArgumentException.class,
                () -> requests.build(request("{path: '/users/{v}'}"), variables.with("v", hostile)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@evil.example/", ".evil.example", "http://evil.example/"})
    void templateDoesNotLeadToAnotherHost(String path) {
        assertThrows(
                IllegalArgumentException.class, () -> requests.build(request("{path: '" + path + "'}"), variables));
    }

    @Test
    void headerTakesNoLineBreak() {
        assertThrows(
                IllegalArgumentException.class,
                () -> requests.build(request("{path: /x, headers: {A: '{h}'}}"), variables));
    }

    @Test
    void bodyIsFilledEscapedAndLeftOutWhereNothingIsKnown() throws IOException {
        var body = requests.body(
                JSON.readTree("{\"text\":\"say {a}\",\"n\":\"{n|number}\",\"none\":\"{b?}\",\"empty\":\"{b}\","
                        + "\"list\":\"{all}\",\"word\":\"{n|yes}\",\"at\":\"{t|sqlTime}\",\"true\":true,"
                        + "\"to\":[{\"$if\":\"{b}\",\"id\":1},{\"$if\":\"{n}\",\"id\":2}]}"),
                variables);
        assertEquals(
                JSON.readTree(
                                "{\"text\":\"say x\\\"y\",\"n\":42,\"empty\":\"\",\"list\":[\"1\",\"2\"],"
                                        + "\"word\":\"Other\",\"at\":\"2026-11-25 14:00:00\",\"true\":true,\"to\":[{\"id\":2}]}")
                        .toString(),
                body.toString());
    }

    @Test
    void valueIsNotReadForExpressionsAgain() {
        assertEquals("{n}", Expression.fill("{v}", variables.with("v", "{n}")));
        assertEquals("$1\\", Expression.fill("{v}", variables.with("v", "$1\\")));
    }

    @Test
    void unknownNamesAreToldWithTheKnownOnes() {
        String variable = assertThrows(IllegalArgumentException.class, () -> Expression.fill("{nobody}", variables))
                .getMessage();
        assertEquals("{nobody} means nothing here; there are a, b, h, n, t", variable);
        String filter = assertThrows(IllegalArgumentException.class, () -> Expression.fill("{a|run}", variables))
                .getMessage();
        assertTrue(filter.startsWith("the filter 'run' is not known; there are base64, capital, "), filter);
    }

    private static Request request(String yaml) throws IOException {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(yaml, Request.class);
        } catch (com.fasterxml.jackson.databind.exc.ValueInstantiationException e) {
            throw (IllegalArgumentException) e.getCause();
        }
    }
}
