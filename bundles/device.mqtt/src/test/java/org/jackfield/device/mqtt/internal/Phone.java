package org.jackfield.device.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A desk phone as its maker would write it, or anybody else at the broker. */
final class Phone implements AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    private final MqttAsyncClient mqtt;
    private final String root;
    private final int boot;
    private int seq;

    Phone(int port, String id, int boot) throws MqttException {
        this(port, id, id, boot, "jackfield/1/" + id + "/$state");
    }

    Phone(int port, String user, String id, int boot, String willTopic) throws MqttException {
        this.root = "jackfield/1/" + id + "/";
        this.boot = boot;
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(("pw-" + user).getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        byte[] will = ("{\"state\":\"lost\",\"boot\":" + boot + "}").getBytes(StandardCharsets.UTF_8);
        options.setWill(willTopic, new MqttMessage(will, 1, true, new MqttProperties()));
        mqtt = new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
        try {
            mqtt.connect(options).waitForCompletion(5000);
        } catch (MqttException e) {
            mqtt.close(true);
            throw e;
        }
    }

    /** Reads commands, says what it is and that it is ready. */
    Phone announce() throws MqttException {
        subscribe(root + "c/#");
        say("$description", true, "\"kind\":\"deskphone\",\"caps\":[\"display\",\"ring\",\"login\"]");
        say("$state", true, "\"state\":\"ready\"");
        return this;
    }

    void fact(String facet, String value) throws MqttException {
        say("s/" + facet, true, "\"seq\":" + ++seq + ",\"value\":\"" + value + "\"");
    }

    private void say(String part, boolean retained, String members) throws MqttException {
        publish(root + part, "{\"boot\":" + boot + "," + members + "}", retained);
    }

    void publish(String topic, String payload, boolean retained) throws MqttException {
        checked(mqtt.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained));
    }

    void subscribe(String filter) throws MqttException {
        checked(mqtt.subscribe(
                new MqttSubscription[] {new MqttSubscription(filter, 1)},
                null,
                null,
                new IMqttMessageListener[] {
                    (topic, m) -> {
                        String text = topic + " " + new String(m.getPayload(), StandardCharsets.UTF_8);
                        heard.add(text);
                        commands.add(text);
                    }
                },
                new MqttProperties()));
    }

    private static void checked(IMqttToken token) throws MqttException {
        token.waitForCompletion(5000);
        if (token.getReasonCodes() != null && token.getReasonCodes()[0] >= 0x80) {
            throw new MqttException(token.getReasonCodes()[0]);
        }
    }

    /** Gone without a word, as a phone whose cable is pulled. */
    void vanish() throws MqttException {
        mqtt.disconnectForcibly(0, 1, false);
        mqtt.close(true);
    }

    @Override
    public void close() throws MqttException {
        if (mqtt.isConnected()) {
            mqtt.disconnect().waitForCompletion(5000);
        }
        mqtt.close(true);
    }
}
