package org.jackfield.broker.internal;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** An MQTT 5 client that hears every reason code. */
final class Client implements AutoCloseable {
    final MqttAsyncClient mqtt;

    Client(String uri, String user, String password, String clientId) throws MqttException {
        mqtt = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        try {
            mqtt.connect(options(user, password)).waitForCompletion(5000);
        } catch (MqttException e) {
            mqtt.close(true);
            throw e;
        }
    }

    static MqttConnectionOptions options(String user, String password) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        return options;
    }

    void subscribe(String filter, BlockingQueue<String> heard) throws MqttException {
        checked(mqtt.subscribe(
                new MqttSubscription[] {new MqttSubscription(filter, 1)},
                null,
                null,
                new IMqttMessageListener[] {
                    (topic, m) -> heard.add(topic + "=" + new String(m.getPayload(), StandardCharsets.UTF_8))
                },
                new MqttProperties()));
    }

    void publish(String topic, String payload, boolean retained) throws MqttException {
        checked(mqtt.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained));
    }

    private static void checked(IMqttToken token) throws MqttException {
        token.waitForCompletion(5000);
        if (token.getReasonCodes() != null && token.getReasonCodes()[0] >= 0x80) {
            throw new MqttException(token.getReasonCodes()[0]);
        }
    }

    @Override
    public void close() throws MqttException {
        if (mqtt.isConnected()) {
            mqtt.disconnect().waitForCompletion(5000);
        }
        mqtt.close(true);
    }
}
