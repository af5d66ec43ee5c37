package org.jackfield.broker.internal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A running Artemis that speaks MQTT and nothing else: nothing on disk, no cluster, no management. It forgets
 * everything when it stops; devices announce themselves again.
 */
final class Artemis implements AutoCloseable {
    private static final String ACCEPTOR = "mqtt";

    /** A queue whose reader is away or slow drops what is beyond, so that nobody fills the memory. */
    private static final long MAX_BYTES_PER_TOPIC = 1 << 20;

    private static final long MAX_BYTES = 32 << 20;

    /** How often dead connections are looked for: it adds to the time until a pulled cable shows. */
    private static final long TTL_CHECK_MS = 500;

    private final EmbeddedActiveMQ server;

    private Artemis(EmbeddedActiveMQ server) {
        this.server = server;
    }

    /**
     * Starts, and returns when connections are accepted.
     *
     * @param secret for Artemis' own cluster user, which has a well-known default password otherwise
     * @throws IOException in one sentence if the address cannot be listened at
     * @throws Exception as Artemis throws it
     */
    static Artemis start(Settings settings, Doorkeeper doorkeeper, String secret) throws Exception {
        // Artemis logs a taken port with a long trace, so it is asked for beforehand.
        requireFree(settings);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Artemis finds its parts by ServiceLoader through this loader, and its threads inherit it.
        Thread.currentThread().setContextClassLoader(EmbeddedActiveMQ.class.getClassLoader());
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        try {
            server.setConfiguration(configuration(settings, secret));
            server.setSecurityManager(doorkeeper);
            server.createActiveMQServer();
            server.getActiveMQServer()
                    .addProtocolManagerFactory(new BoundedMqtt(settings.maxPacketBytes(), new PacketGuard(doorkeeper)));
            server.start();
            Artemis artemis = new Artemis(server);
            if (artemis.port() <= 0) {
                throw new IOException(cannotListen(settings, "Artemis opened no port"));
            }
            return artemis;
        } catch (Exception e) {
            server.stop();
            throw e;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The port it listens at. */
    int port() {
        return server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor
                ? acceptor.getActualPort()
                : 0;
    }

    /** Clients connected now, the server's own one included. */
    int connections() {
        return server.getActiveMQServer().getConnectionCount();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static Configuration configuration(Settings settings, String secret) throws Exception {
        String parameters = Stream.of(
                        "protocols=MQTT",
                        "connectionsAllowed=" + settings.maxConnections(),
                        "maximumPacketSize=" + settings.maxPacketBytes(),
                        "remotingThreads=2",
                        "useEpoll=false",
                        "useKQueue=false",
                        "quietPeriod=0",
                        "serverKeepAlive=60",
                        "defaultMqttSessionExpiryInterval=3600",
                        // A v3.1.1 client learns nothing of a refused topic; closing would log a trace each time.
                        "closeMqttConnectionOnPublishAuthorizationFailure=false")
                .collect(Collectors.joining(";"));
        return new ConfigurationImpl()
                .setName("jackfield")
                .setPersistenceEnabled(false)
                // Nothing is written, and its native kind of journal is not even in the bundle.
                .setJournalType(JournalType.NIO)
                .setMqttSubscriptionPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setClusterPassword(secret)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                .setMaxDiskUsage(-1)
                .setResolveProtocols(false)
                .setConnectionTtlCheckInterval(TTL_CHECK_MS)
                .setMessageExpiryScanPeriod(2000)
                .setGlobalMaxSize(MAX_BYTES)
                .setThreadPoolMaxSize(8)
                .setScheduledThreadPoolMaxSize(2)
                // Addresses are written as MQTT topics, so that a check sees the topic as the client wrote it.
                .setWildCardConfiguration(new WildcardConfiguration()
                        .setDelimiter('/')
                        .setSingleWord('+')
                        .setAnyWords('#'))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setMaxSizeBytes(MAX_BYTES_PER_TOPIC)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                                .setMaxDeliveryAttempts(-1))
                .addAcceptorConfiguration(
                        ACCEPTOR, "tcp://" + settings.host() + ":" + settings.port() + "?" + parameters);
    }

    private static void requireFree(Settings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
            if (address.isUnresolved()) {
                throw new IOException(cannotListen(settings, "the host name is unknown"));
            }
            probe.bind(address);
        } catch (BindException e) {
            throw new IOException(cannotListen(settings, e.getMessage()), e);
        }
    }

    private static String cannotListen(Settings settings, String why) {
        return "The MQTT broker cannot listen at " + settings.host() + ":" + settings.port() + " (" + why
                + "): stop the program that holds the port, or set host and port in etc/" + BrokerConfig.PID + ".cfg";
    }
}
