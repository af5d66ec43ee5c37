package org.jackfield.device.sim.internal;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One client's connection to a broker: as little of MQTT as a device needs, and what one that misbehaves needs. */
public final class Mqtt extends SimpleChannelInboundHandler<MqttMessage> {
    private static final int REFUSED = 0x80;

    private final Login login;
    private final Network.Ear ear;
    private final CompletableFuture<Mqtt> ready = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Integer>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile ChannelHandlerContext wire;
    private volatile boolean deaf;

    Mqtt(Login login, Network.Ear ear) {
        this.login = login;
        this.ear = ear;
    }

    /** The broker said no. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    CompletableFuture<Mqtt> ready() {
        return ready;
    }

    /**
     * Publishes with QoS 1.
     *
     * @return the broker's reason code; 0x80 and above is a refusal, which MQTT 3.1.1 does not know
     */
    public CompletableFuture<Integer> publish(String topic, String payload, boolean retained) {
        int id = nextId();
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        waiting.put(id, taken);
        send(new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_LEAST_ONCE, retained, 0),
                new MqttPublishVariableHeader(topic, id),
                Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)));
        return taken;
    }

    /** Publishes and waits for nothing. */
    public void shout(String topic, String payload) {
        send(new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_MOST_ONCE, false, 0),
                new MqttPublishVariableHeader(topic, 0),
                Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)));
    }

    /** Whether there is room for more on the way to the broker. */
    public boolean writable() {
        ChannelHandlerContext to = wire;
        return to != null && to.channel().isWritable();
    }

    /** @return the broker's reason code; 0x80 and above is a refusal */
    public CompletableFuture<Integer> subscribe(String filter) {
        int id = nextId();
        CompletableFuture<Integer> granted = new CompletableFuture<>();
        waiting.put(id, granted);
        send(MqttMessageBuilders.subscribe()
                .messageId(id)
                .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                .build());
        return granted;
    }

    /** Says goodbye: no will. */
    public void disconnect() {
        send(new MqttMessage(new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0)));
        after(50, this::kill);
    }

    /** The program dies: the connection breaks. */
    public void kill() {
        ChannelHandlerContext to = wire;
        if (to != null) {
            to.close();
        }
    }

    /** The cable is pulled: nothing gets through any more, and the broker only learns it from the silence. */
    public void pullCable() {
        deaf = true;
        ChannelHandlerContext to = wire;
        if (to != null) {
            to.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        wire = context;
        boolean five = login.version() == 5;
        MqttMessageBuilders.ConnectBuilder connect = MqttMessageBuilders.connect()
                .protocolVersion(five ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1)
                .clientId(login.clientId())
                .username(login.user())
                .password(login.password().getBytes(StandardCharsets.UTF_8))
                .keepAlive(login.keepAliveSeconds())
                .cleanSession(true);
        if (five) {
            connect.properties(
                    property(MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL, login.sessionExpirySeconds()));
        }
        login.will().ifPresent(will -> {
            connect.willFlag(true)
                    .willQoS(MqttQoS.AT_LEAST_ONCE)
                    .willRetain(true)
                    .willTopic(will.topic())
                    .willMessage(will.payload().getBytes(StandardCharsets.UTF_8));
            if (five && will.delaySeconds() > 0) {
                connect.willProperties(
                        property(MqttProperties.MqttPropertyType.WILL_DELAY_INTERVAL, will.delaySeconds()));
            }
        });
        context.writeAndFlush(connect.build());
    }

    private static MqttProperties property(MqttProperties.MqttPropertyType type, int value) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(type.value(), value));
        return properties;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case CONNACK ->
                connected(
                        context, ((MqttConnAckMessage) message).variableHeader().connectReturnCode());
            case PUBACK ->
                done(
                        ((MqttMessageIdVariableHeader) message.variableHeader()).messageId(),
                        message.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply
                                ? reply.reasonCode() & 0xff
                                : 0);
            case SUBACK ->
                done(
                        ((MqttSubAckMessage) message).variableHeader().messageId(),
                        ((MqttSubAckMessage) message).payload().reasonCodes().get(0));
            case PUBLISH -> arrived((MqttPublishMessage) message);
            default -> {
                // A PINGRESP, or a DISCONNECT that channelInactive follows.
            }
        }
    }

    private void connected(ChannelHandlerContext context, MqttConnectReturnCode code) {
        if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            ready.completeExceptionally(new Refused("The broker refused " + login.clientId() + ": " + code));
            context.close();
            return;
        }
        ping(context, Math.max(1, login.keepAliveSeconds() / 2));
        ready.complete(this);
    }

    private void ping(ChannelHandlerContext context, int seconds) {
        context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                send(new MqttMessage(new MqttFixedHeader(
                                        MqttMessageType.PINGREQ, false, MqttQoS.AT_MOST_ONCE, false, 0)));
                                ping(context, seconds);
                            }
                        },
                        seconds,
                        TimeUnit.SECONDS);
    }

    private void arrived(MqttPublishMessage message) {
        String payload = message.payload().toString(StandardCharsets.UTF_8);
        if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            send(MqttMessageBuilders.pubAck()
                    .packetId(message.variableHeader().packetId())
                    .build());
        }
        if (!deaf) {
            ear.arrived(message.variableHeader().topicName(), payload);
        }
    }

    private void done(int id, int code) {
        Optional.ofNullable(waiting.remove(id)).ifPresent(future -> future.complete(code));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Refused gone = new Refused("The connection of " + login.clientId() + " ended");
        ready.completeExceptionally(gone);
        waiting.values().forEach(future -> future.completeExceptionally(gone));
        ear.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** Whether a reason code is a refusal. */
    public static boolean refused(int code) {
        return code >= REFUSED;
    }

    private int nextId() {
        return ids.updateAndGet(id -> id >= 0xffff ? 1 : id + 1);
    }

    private void send(MqttMessage message) {
        ChannelHandlerContext to = wire;
        if (to != null && !deaf) {
            to.writeAndFlush(message);
        } else {
            io.netty.util.ReferenceCountUtil.release(message);
        }
    }

    private void after(long ms, Runnable task) {
        ChannelHandlerContext to = wire;
        if (to != null) {
            to.executor().schedule(task, ms, TimeUnit.MILLISECONDS);
        }
    }
}
