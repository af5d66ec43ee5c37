package org.jackfield.broker.internal;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Stops packets that Artemis would take without asking: a payload beyond 1 KiB, a will on somebody else's topic, a
 * second CONNECT under another client id, and topics that name one of Artemis' queues ({@code address::queue}). A
 * refused packet ends the connection.
 */
final class PacketGuard implements MQTTInterceptor {
    private static final int MQTT_5 = 5;

    /** What {@code jackfield/1} allows; the server's own messages keep to it by themselves. */
    private static final int MAX_PAYLOAD_BYTES = 1024;

    private final Doorkeeper doorkeeper;

    PacketGuard(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttConnectMessage connect) {
            return connection.getSubject() == null && mayLeaveWill(connect, connection);
        }
        if (packet instanceof MqttPublishMessage publish) {
            return isPlain(publish.variableHeader().topicName())
                    && (publish.payload().readableBytes() <= MAX_PAYLOAD_BYTES
                            || doorkeeper.isServer(connection.getSubject())
                            || doorkeeper.tooLarge(connection.getClientID()));
        }
        if (packet instanceof MqttSubscribeMessage subscribe) {
            return subscribe.payload().topicSubscriptions().stream().allMatch(s -> isPlain(s.topicFilter()));
        }
        return true;
    }

    private boolean mayLeaveWill(MqttConnectMessage connect, RemotingConnection connection) {
        String topic = connect.payload().willTopic();
        String user = connect.payload().userName();
        if (!connect.variableHeader().isWillFlag()
                || user == null
                || isPlain(topic) && fits(connect) && doorkeeper.mayLeaveWill(user, topic)) {
            return true;
        }
        boolean five = connect.variableHeader().version() >= MQTT_5;
        MqttConnAckMessage no = MqttMessageBuilders.connAck()
                .returnCode(
                        five
                                ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED)
                .build();
        if (connection.getTransportConnection() instanceof NettyConnection transport) {
            transport.getNettyChannel().writeAndFlush(no);
        }
        return false;
    }

    private boolean fits(MqttConnectMessage connect) {
        byte[] will = connect.payload().willMessageInBytes();
        return will == null
                || will.length <= MAX_PAYLOAD_BYTES
                || doorkeeper.tooLarge(connect.payload().clientIdentifier());
    }

    /** An empty topic is fine: MQTT 5 sends an alias instead, which was checked when it was made. */
    private static boolean isPlain(String topic) {
        return topic == null || !topic.contains("::");
    }
}
