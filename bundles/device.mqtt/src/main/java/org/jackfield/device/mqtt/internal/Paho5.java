package org.jackfield.device.mqtt.internal;

import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** A connection that speaks MQTT 5. */
final class Paho5 implements Wire {
    private static final int REFUSED = 0x80;

    private final MqttAsyncClient client;

    private Paho5(MqttAsyncClient client) {
        this.client = client;
    }

    /** The broker knows who we are, and does not want us: no older protocol will help. */
    static final class NotWelcome extends IOException {
        private static final long serialVersionUID = 1L;

        NotWelcome(String message) {
            super(message);
        }
    }

    static Wire connect(Target target, Outgoing will, Ear ear) throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setUseSubscriptionIdentifiers(false);
        options.setConnectionTimeout(Target.CONNECT_SECONDS);
        options.setKeepAliveInterval(Target.KEEP_ALIVE_SECONDS);
        if (!target.user().isEmpty()) {
            options.setUserName(target.user());
            options.setPassword(target.password().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        target.sockets().ifPresent(options::setSocketFactory);
        options.setWill(will.topic(), message(will));
        MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(target.uri(), target.clientId(), new MemoryPersistence());
            client.setCallback(new Callback(ear));
            client.connect(options).waitForCompletion(Target.CONNECT_SECONDS * 1000L);
            return new Paho5(client);
        } catch (MqttException e) {
            discard(client);
            int code = e.getReasonCode();
            if (code == MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD
                    || code == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED) {
                throw new NotWelcome("it refused the user '" + target.user() + "'");
            }
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public String protocol() {
        return "MQTT 5";
    }

    @Override
    public void subscribe(String filter) throws IOException {
        MqttSubscription subscription = new MqttSubscription(filter, 1);
        subscription.setNoLocal(true);
        try {
            IMqttToken token = client.subscribe(new MqttSubscription[] {subscription});
            token.waitForCompletion(Target.CONNECT_SECONDS * 1000L);
            if (token.getReasonCodes()[0] >= REFUSED) {
                throw new NotWelcome("it refused to let us read " + filter);
            }
        } catch (MqttException e) {
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public void publish(Outgoing message, Consumer<Boolean> done) {
        try {
            client.publish(message.topic(), message(message), null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    done.accept(token.getReasonCodes() == null
                            || token.getReasonCodes().length == 0
                            || token.getReasonCodes()[0] < REFUSED);
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

    private static MqttMessage message(Outgoing outgoing) {
        MqttMessage message = new MqttMessage(outgoing.payload(), 1, outgoing.retained(), new MqttProperties());
        if (outgoing.ttlMs() > 0) {
            message.getProperties().setMessageExpiryInterval((outgoing.ttlMs() + 999) / 1000);
        }
        return message;
    }

    /** What went wrong, without the class names and codes of the library. */
    private static String reason(MqttException e) {
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
        public void disconnected(MqttDisconnectResponse response) {
            MqttException e = response.getException();
            String given = response.getReasonString();
            ear.lost(e != null ? reason(e) : given != null ? given : "it ended the connection");
        }

        @Override
        public void mqttErrorOccurred(MqttException e) {
            // A connection that does not survive it is told to disconnected().
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each publish has its own listener.
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            // The connecting thread waits for it.
        }

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {
            // No method of enhanced authentication is offered.
        }
    }
}
