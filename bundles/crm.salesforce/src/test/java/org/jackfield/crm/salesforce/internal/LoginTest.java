package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.health.Status.State;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoginTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NUMBER = "+12025550142";

    private final TestOrg org = new TestOrg();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        org.close();
    }

    private Map<String, Object> withKey() {
        return new HashMap<>(Map.of("clientSecret", "", "username", TestOrg.INTEGRATION_USER));
    }

    @Test
    void aKeyInAFileLogsIn() throws Exception {
        Path key = Files.writeString(folder.resolve("key.pem"), TestOrg.privateKey());
        Map<String, Object> settings = withKey();
        settings.put("privateKeyFile", key.toString());
        try (SalesforceConnector crm = org.connect(settings)) {
            assertEquals(List.of(), LookupTest.lookup(crm, NUMBER));
        }
    }

    @Test
    void aKeyFromASecretThatLostItsLineEndsLogsIn() throws Exception {
        Map<String, Object> settings = withKey();
        settings.put("privateKey", TestOrg.privateKey().replace("\n", " "));
        try (SalesforceConnector crm = org.connect(settings)) {
            assertEquals(List.of(), LookupTest.lookup(crm, NUMBER));
        }
    }

    @Test
    void anOlderOrgIsSpokenToInItsNewestVersion() throws Exception {
        try (SalesforceConnector crm = org.connect(Map.of("apiVersion", "99.0"))) {
            assertEquals(List.of(), LookupTest.lookup(crm, NUMBER));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clientSecret | wrong-canary | correct clientId and clientSecret",
                "clientId     | other        | correct clientId and clientSecret",
                "apiVersion   | 50.0         | raise apiVersion",
                "apiVersion   | new          | versions are written like 66.0",
                "loginUrl     | http://crm.example | http:// being for this machine",
                "loginUrl     | nonsense     | is not an address",
                "callIdField  | a b          | no field's API name",
                "username     | x            | ''",
            })
    void whatIsWrongWithAConfigurationIsOneSentence(String key, String value, String told) {
        try (SalesforceConnector crm = org.connect(Map.of(key, value))) {
            if (told.isEmpty()) {
                Await.until(
                        SOON, () -> crm.status().toString(), () -> crm.status().state() == State.UP);
                return;
            }
            Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == State.DOWN);
            assertTrue(crm.status().reason().contains(told), crm.status().reason());
            assertFalse(crm.status().reason().contains("canary"), crm.status().reason());
        }
    }

    @Test
    void aMissingKeyIsNamed() {
        Map<String, Object> settings = withKey();
        settings.put("privateKeyFile", folder.resolve("none.pem").toString());
        try (SalesforceConnector crm = org.connect(settings)) {
            Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == State.DOWN);
            assertTrue(
                    crm.status().reason().contains("none.pem is not there"),
                    crm.status().reason());
        }
    }
}
