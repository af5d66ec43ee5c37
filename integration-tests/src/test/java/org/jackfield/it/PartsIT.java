package org.jackfield.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Browser;
import org.jackfield.it.harness.DeskPhone;
import org.jackfield.it.harness.Mosquitto;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.Postgres;
import org.jackfield.it.harness.RealPart;
import org.junit.jupiter.api.Test;

/** The other real parts alone: broker, database and browser do what the tests rely on. */
class PartsIT {

    private static final String DEVICE = "desk-1001";
    private static final String STATE = "jackfield/1/" + DEVICE + "/$state";

    @Test
    @Needs(RealPart.MOSQUITTO)
    void brokerTellsWhenADeskPhoneIsLost() throws MqttException {
        Map<String, String> seen = new ConcurrentHashMap<>();
        try (Mosquitto broker = new Mosquitto(DEVICE);
                MqttClient server = server(broker)) {
            server.subscribe(
                    "jackfield/1/#", (topic, message) -> seen.put(topic, new String(message.getPayload(), UTF_8)));
            try (DeskPhone phone = new DeskPhone(broker.port(), DEVICE, broker.secret(), "1001")) {
                awaitState(seen, "ready", Duration.ofSeconds(2));
                String display = "{\"id\":\"d1\",\"text\":\"Ann Customer\"}";
                server.publish("jackfield/1/" + DEVICE + "/c/display", display.getBytes(UTF_8), 1, false);
                phone.awaitOnDisplay(Duration.ofSeconds(2), "Ann Customer");
                Await.until(
                        Duration.ofSeconds(2),
                        "the phone answered",
                        () -> seen.containsKey("jackfield/1/" + DEVICE + "/r/d1"));
                phone.pullCable();
                // 1.5 keep-alives of 8 s, and Mosquitto looks every 5 s
                awaitState(seen, "lost", Duration.ofSeconds(20));
            }
            server.disconnect();
        }
    }

    @Test
    @Needs(RealPart.POSTGRESQL)
    void databaseIsEmptyAndWritable() {
        try (Postgres database = new Postgres()) {
            database.query("CREATE TABLE t (n TEXT)");
            database.query("INSERT INTO t VALUES ('សុខា')");
            assertEquals("សុខា", database.query("SELECT n FROM t"));
        }
    }

    @Test
    @Needs(RealPart.CHROMIUM)
    void browserRunsScripts() {
        try (Browser browser = new Browser()) {
            Page page = browser.page("data:text/html,<p id=p></p><script>p.textContent = 6 * 7</script>");
            assertEquals("42", page.locator("p").textContent());
            assertTrue(page.evaluate("navigator.userAgent").toString().contains("Chrome"));
        }
    }

    private static void awaitState(Map<String, String> seen, String word, Duration patience) {
        Await.until(patience, "the phone's state is " + word + " in " + seen, () -> seen.getOrDefault(STATE, "")
                .contains(word));
    }

    private static MqttClient server(Mosquitto broker) throws MqttException {
        MqttClient client = new MqttClient("tcp://127.0.0.1:" + broker.port(), "server", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(Mosquitto.SERVER);
        options.setPassword(broker.secret().toCharArray());
        client.connect(options);
        return client;
    }
}
