package org.jackfield.broker.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jackfield.api.device.MqttAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers Artemis whether somebody may come in, publish or subscribe, by asking {@link MqttAccess}. The server's own
 * client may do everything. Without an access service nobody else comes in.
 */
final class Doorkeeper implements ActiveMQSecurityManager5 {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final String serverUser;
    private final byte[] serverPassword;
    private final Supplier<Optional<MqttAccess>> access;
    private final AtomicLong refusedLogins = new AtomicLong();
    private final AtomicLong refusedTopics = new AtomicLong();
    private final Set<String> told = new HashSet<>();
    private long toldSince = System.nanoTime();

    Doorkeeper(String serverUser, String serverPassword, Supplier<Optional<MqttAccess>> access) {
        this.serverUser = serverUser;
        this.serverPassword = serverPassword.getBytes(StandardCharsets.UTF_8);
        this.access = access;
    }

    /** Who came in. The client id is part of it, since one user's subject must not serve another client id. */
    private static final class Visitor extends UserPrincipal {
        private static final long serialVersionUID = 1L;
        private final String clientId;

        private Visitor(String user, String clientId) {
            super(user);
            this.clientId = clientId;
        }
    }

    long refusedLogins() {
        return refusedLogins.get();
    }

    long refusedTopics() {
        return refusedTopics.get();
    }

    /**
     * Artemis asks again before each check of a topic, as its cache is off (it knows no client ids). Who came in on
     * this connection is therefore known by the connection.
     */
    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
        if (user == null || connection == null) {
            return refuse("a client without a user name");
        }
        String clientId = connection.getClientID();
        Subject known = connection.getSubject();
        if (known != null
                && visitor(known)
                        .filter(v -> v.getName().equals(user) && Objects.equals(v.clientId, clientId))
                        .isPresent()) {
            return known;
        }
        boolean welcome = user.equals(serverUser)
                ? MessageDigest.isEqual(serverPassword, bytes(password))
                : clientId != null && password != null && mayConnect(user, password, clientId);
        return welcome
                ? new Subject(true, Set.of(new Visitor(user, clientId)), Set.of(), Set.of())
                : refuse("user '" + printable(user) + "' with client id '" + printable(clientId) + "'");
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        Optional<Visitor> visitor = Optional.ofNullable(subject).flatMap(Doorkeeper::visitor);
        return visitor.isPresent() && authorize(visitor.get().getName(), check, address);
    }

    private boolean authorize(String user, CheckType check, String address) {
        // A queue is named address::queue; its owner is decided by the address.
        int queue = address.indexOf("::");
        String topic = queue < 0 ? address : address.substring(0, queue);
        return user.equals(serverUser)
                || counted(
                        user,
                        topic,
                        switch (check) {
                            case SEND -> ask(a -> a.mayPublish(user, topic));
                            case CREATE_ADDRESS -> ask(a -> a.mayPublish(user, topic) || a.maySubscribe(user, topic));
                            case CONSUME,
                                    BROWSE,
                                    CREATE_DURABLE_QUEUE,
                                    DELETE_DURABLE_QUEUE,
                                    CREATE_NON_DURABLE_QUEUE,
                                    DELETE_NON_DURABLE_QUEUE -> ask(a -> a.maySubscribe(user, topic));
                            default -> false;
                        });
    }

    /** Whether that user may leave a will at that topic. */
    boolean mayLeaveWill(String user, String topic) {
        return serverUser.equals(user) || counted(user, topic, ask(a -> a.mayPublish(user, topic)));
    }

    /** Whether that is the server's own client. */
    boolean isServer(Subject subject) {
        return Optional.ofNullable(subject)
                .flatMap(Doorkeeper::visitor)
                .filter(v -> v.getName().equals(serverUser))
                .isPresent();
    }

    /** Counts and tells a payload that is too large; never lets it in. */
    boolean tooLarge(String clientId) {
        refusedTopics.incrementAndGet();
        tell("client '" + printable(clientId) + "' was cut off: a payload of a device has 1024 bytes at most");
        return false;
    }

    private boolean ask(Predicate<MqttAccess> question) {
        return access.get().filter(question).isPresent();
    }

    private boolean mayConnect(String user, String password, String clientId) {
        try {
            return access.get()
                    .filter(a -> a.mayConnect(user, password, clientId))
                    .isPresent();
        } catch (RuntimeException e) {
            // The accounts cannot be read just now: a device that is refused comes again.
            tell("no device is let in while the accounts cannot be read: " + e.getMessage());
            return false;
        }
    }

    private boolean counted(String user, String topic, boolean allowed) {
        if (!allowed) {
            refusedTopics.incrementAndGet();
            tell("user '" + printable(user) + "' may not use the topic '" + printable(topic) + "'");
        }
        return allowed;
    }

    private Subject refuse(String who) {
        refusedLogins.incrementAndGet();
        tell(who + " was refused: wrong password, no such device, or a client id that is not the user name");
        return null;
    }

    /**
     * Says each thing once an hour and a hundred things at most: a device with a wrong password comes again and again.
     */
    private void tell(String refusal) {
        synchronized (told) {
            if (System.nanoTime() - toldSince > TimeUnit.HOURS.toNanos(1)) {
                told.clear();
                toldSince = System.nanoTime();
            }
            if (told.size() < 100 && told.add(refusal)) {
                LOG.warn("MQTT broker: {}", refusal);
            }
        }
    }

    private static Optional<Visitor> visitor(Subject subject) {
        return subject.getPrincipals(Visitor.class).stream().findFirst();
    }

    private static byte[] bytes(String password) {
        return password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
    }

    /** What a stranger sent, fit for one line of a log. */
    private static String printable(String text) {
        String plain = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    @Override
    public boolean validateUser(String user, String password) {
        throw new UnsupportedOperationException("Artemis asks authenticate()");
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        throw new UnsupportedOperationException("Artemis asks authorize()");
    }
}
