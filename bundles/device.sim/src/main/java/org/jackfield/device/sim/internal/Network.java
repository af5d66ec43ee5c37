package org.jackfield.device.sim.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The two threads on which all simulated devices live. */
public final class Network implements AutoCloseable {
    private static final int MAX_PACKET = 64 * 1024;

    private final NioEventLoopGroup loops;

    public Network() {
        loops = new NioEventLoopGroup(2, task -> {
            Thread thread = new Thread(task, "device.sim-network");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Hears what comes, on one of the two threads. */
    public interface Ear {
        void arrived(String topic, String payload);

        /** The connection is gone, whoever ended it. */
        void gone();
    }

    /** Connects; fails with a {@link Mqtt.Refused} if the broker does not want the device. */
    public CompletableFuture<Mqtt> connect(Login login, Ear ear) {
        Mqtt mqtt = new Mqtt(login, ear);
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new MqttDecoder(MAX_PACKET), MqttEncoder.INSTANCE, mqtt);
                    }
                })
                .connect(login.host(), login.port())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        mqtt.ready().completeExceptionally(connected.cause());
                    }
                });
        return mqtt.ready();
    }

    public ScheduledFuture<?> after(long ms, Runnable task) {
        return loops.schedule(task, ms, TimeUnit.MILLISECONDS);
    }

    /** Again and again, the first time somewhere within the period, so that devices do not march in step. */
    public ScheduledFuture<?> every(long ms, Runnable task) {
        return loops.scheduleAtFixedRate(task, ThreadLocalRandom.current().nextLong(ms), ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
