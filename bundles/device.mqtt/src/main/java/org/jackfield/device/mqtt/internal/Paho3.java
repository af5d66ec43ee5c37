package org.jackfield.device.mqtt.internal;

import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A connection that speaks MQTT 3.1.1, for brokers that do not know 5. What we send comes back, and expires nowhere.
 */
final class Paho3 implements Wire {
    private static final int SUBSCRIPTION_REFUSED = 0x80;

    private final MqttAsyncClient client;

    private Paho3(MqttAsyncClient client) {
        this.client = client;
    }

    static Wire connect(Target target, Outgoing will, Ear ear) throws IOException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(Target.CONNECT_SECONDS);
        options.setKeepAliveInterval(Target.KEEP_ALIVE_SECONDS);
        options.setMaxInflight(1000);
        if (!target.user().isEmpty()) {
            options.setUserName(target.user());
            options.setPassword(target.password().toCharArray());
        }
        target.sockets().ifPresent(options::setSocketFactory);
        options.setWill(will.topic(), will.payload(), 1, will.retained());
        MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(target.uri(), target.clientId(), new MemoryPersistence());
            client.setCallback(new Callback(ear));
            client.connect(options).waitForCompletion(Target.CONNECT_SECONDS * 1000L);
            return new Paho3(client);
        } catch (MqttException e) {
            discard(client);
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public String protocol() {
        return "MQTT 3.1.1";
    }

    @Override
    public void subscribe(String filter) throws IOException {
        try {
            IMqttToken token = client.subscribe(filter, 1);
            token.waitForCompletion(Target.CONNECT_SECONDS * 1000L);
            if (token.getGrantedQos()[0] >= SUBSCRIPTION_REFUSED) {
                throw new IOException("it refused to let us read " + filter);
            }
        } catch (MqttException e) {
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public void publish(Outgoing message, Consumer<Boolean> done) {
        try {
            client.publish(message.topic(), message.payload(), 1, message.retained(), null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    done.accept(true);
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    done.accept(false);
                }
            });
        } catch (MqttException e) {
            done.accept(false);
        }
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnect(500).waitForCompletion(1000);
            }
        } catch (MqttException e) {
            // It is gone already.
        }
        discard(client);
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause != null && cause.getMessage() != null ? cause.getMessage() : e.getMessage();
    }

    private static void discard(MqttAsyncClient client) {
        try {
            if (client != null) {
                client.close(true);
            }
        } catch (MqttException e) {
            // Nothing more can be done about it.
        }
    }

    private record Callback(Ear ear) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            ear.arrived(topic, message.getPayload(), message.isRetained());
        }

        @Override
        public void connectionLost(Throwable cause) {
            ear.lost(reason(cause));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own listener.
        }
    }
}
