package org.jackfield.crm.salesforce.internal;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.Sandbox;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;

/** An org of the sandbox in this process, and connectors to it. */
public final class TestOrg implements AutoCloseable {
    public static final String INTEGRATION_USER = "integration@sandbox.example";
    private static final KeyPair KEYS = keys();

    final TestEvents events = new TestEvents();
    private final Sandbox sandbox;

    public TestOrg() {
        this(OrgSettings.PREPARED, PhoneIndex.DIGITS, 15_000);
    }

    public TestOrg(OrgSettings settings, PhoneIndex phones, long apiLimit) {
        try {
            sandbox = new Sandbox(
                    "127.0.0.1",
                    0,
                    Optional.empty(),
                    settings,
                    phones,
                    apiLimit,
                    new OAuth.App("app", "canary-secret", KEYS.getPublic(), INTEGRATION_USER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    public String url() {
        return "http://127.0.0.1:" + sandbox.port();
    }

    /** Makes a record as a person of the org would; its id. */
    public String add(String object, Map<String, Object> fields) {
        return sandbox.org().create(object, fields);
    }

    public void change(String object, String id, Map<String, Object> fields) {
        sandbox.org().update(object, id, fields);
    }

    /** Sends a user of the org home for good. */
    public void deactivate(String user) {
        Map<String, Object> gone = new HashMap<>(sandbox.org().need("User", user));
        gone.put("IsActive", false);
        sandbox.org().reseed("User", user, gone);
    }

    public Map<String, Object> need(String object, String id) {
        return sandbox.org().need(object, id);
    }

    public List<Map<String, Object>> all(String object) {
        return sandbox.org().all(object);
    }

    /** Orders a fault: {@code fault=limit&times=2}. */
    public void order(String form) {
        send(HttpRequest.newBuilder(faults())
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** Nothing that was ordered and did not happen yet will happen. */
    public void forgetOrders() {
        send(HttpRequest.newBuilder(faults()).DELETE().build());
    }

    private URI faults() {
        return URI.create(url() + "/sandbox/faults");
    }

    private static void send(HttpRequest order) {
        try {
            int status = HttpClient.newHttpClient()
                    .send(order, BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalArgumentException("refused with status " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A connector that logs in with client credentials. */
    public SalesforceConnector connect() {
        return connect(Map.of());
    }

    /** @param settings that differ from a working configuration */
    public SalesforceConnector connect(Map<String, Object> settings) {
        Map<String, Object> all =
                new HashMap<>(Map.of("loginUrl", url(), "clientId", "app", "clientSecret", "canary-secret"));
        all.put("defaultRegion", "US");
        all.putAll(settings);
        return connector(all);
    }

    private SalesforceConnector connector(Map<String, Object> settings) {
        TestNumbers numbers = new TestNumbers("US");
        return new SalesforceConnector(
                "org.jackfield.crm.salesforce~test", config(settings), numbers, numbers, events, 100);
    }

    static SalesforceConfig config(Map<String, Object> settings) {
        return (SalesforceConfig) Proxy.newProxyInstance(
                SalesforceConfig.class.getClassLoader(),
                new Class<?>[] {SalesforceConfig.class},
                (proxy, method, a) -> {
                    if (method.getDeclaringClass() == Annotation.class || method.getDeclaringClass() == Object.class) {
                        return method.getName();
                    }
                    return settings.getOrDefault(method.getName(), method.getDefaultValue());
                });
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
