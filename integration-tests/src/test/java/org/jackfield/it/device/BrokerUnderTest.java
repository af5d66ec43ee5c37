package org.jackfield.it.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Mosquitto;
import org.jackfield.it.harness.Setup;

/** The embedded broker, or a real Mosquitto with the files that the product exports. */
interface BrokerUnderTest extends AutoCloseable {
    String name();

    void furnish(Setup setup);

    int port(Jackfield server);

    /** Devices were enrolled: lets them in. */
    void enrolled(Jackfield server);

    void goAway(Jackfield server);

    /** Comes back and remembers nothing. */
    void comeBackEmpty(Jackfield server);

    @Override
    void close();

    static BrokerUnderTest embedded() {
        return new BrokerUnderTest() {
            @Override
            public String name() {
                return "embedded Artemis";
            }

            @Override
            public void furnish(Setup setup) {
                // As it is shipped.
            }

            @Override
            public int port(Jackfield server) {
                return server.brokerPort();
            }

            @Override
            public void enrolled(Jackfield server) {
                // It asks the register itself.
            }

            @Override
            public void goAway(Jackfield server) {
                server.shell("bundle:stop org.jackfield.broker");
            }

            @Override
            public void comeBackEmpty(Jackfield server) {
                server.shell("bundle:start org.jackfield.broker");
            }

            @Override
            public void close() {
                // Ends with the server.
            }
        };
    }

    static BrokerUnderTest mosquitto() {
        Mosquitto mosquitto = new Mosquitto();
        return new BrokerUnderTest() {
            @Override
            public String name() {
                return "Mosquitto";
            }

            @Override
            public void furnish(Setup setup) {
                setup.mosquitto(mosquitto);
            }

            @Override
            public int port(Jackfield server) {
                return mosquitto.port();
            }

            @Override
            public void enrolled(Jackfield server) {
                try {
                    Path folder = Files.createTempDirectory("jackfield-acl");
                    server.shell("jackfield:mqtt-acl --to " + folder);
                    mosquitto.adopt(folder.resolve("acl"), folder.resolve("passwords"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void goAway(Jackfield server) {
                mosquitto.kill();
            }

            @Override
            public void comeBackEmpty(Jackfield server) {
                mosquitto.startAgain();
            }

            @Override
            public void close() {
                mosquitto.close();
            }
        };
    }
}
