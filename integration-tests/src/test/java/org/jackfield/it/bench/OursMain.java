package org.jackfield.it.bench;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jackfield.api.call.Connection;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.core.internal.AgentDirectory;
import org.jackfield.core.internal.MemoryEventLog;
import org.jackfield.core.internal.PhoneNumberPlan;
import org.jackfield.core.internal.Switchboard;
import org.jackfield.pbx.asterisk.internal.AsteriskConfig;
import org.jackfield.pbx.asterisk.internal.AsteriskDriver;

/** Our side: driver, calls and event log as in the server, and a reader of the log that counts. */
final class OursMain extends Contestant {
    private static final String LINK = "asterisk~bench";

    private final Path agents;

    private OursMain() throws Exception {
        agents = Files.createTempFile("jackfield-bench", ".csv");
        StringBuilder csv = new StringBuilder("agent,name,team,link,line\n");
        for (int line = 1001; line <= 1006; line++) {
            csv.append("a%d,Agent %d,bench,%s,%d\n".formatted(line, line, LINK, line));
        }
        Files.writeString(agents, csv);
        agents.toFile().deleteOnExit();
    }

    public static void main(String[] args) throws Exception {
        new OursMain().serve(Integer.parseInt(args[0]));
    }

    /** A configuration with some keys set and the others as shipped. */
    private static <C extends Annotation> C configuration(Class<C> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, none) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @Override
    Session open(int port, boolean digest) throws Exception {
        return new Ours(port, digest);
    }

    private final class Ours implements Session {
        private final CountDownLatch up = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final LongAdder told = new LongAdder();
        private final Set<String> begun = new HashSet<>();
        private final Set<String> ended = new HashSet<>();
        private final boolean digest;
        private final MemoryEventLog log = new MemoryEventLog();
        private final AgentDirectory sessions =
                new AgentDirectory(configuration(AgentDirectory.Config.class, Map.of("file", agents.toString())), log);
        private final PhoneNumberPlan numbers = new PhoneNumberPlan();
        private final Switchboard switchboard = new Switchboard(log, numbers, sessions);
        private final AsteriskDriver driver;

        Ours(int port, boolean digest) throws Exception {
            this.digest = digest;
            log.subscribe("bench", 100_000, event -> true, this::on);
            driver = new AsteriskDriver(
                    configuration(
                            AsteriskConfig.class,
                            Map.of("port", port, "username", "bench", "secret", "bench", "pingTimeoutMs", 30_000)),
                    Map.of("service.pid", "org.jackfield.pbx.asterisk~bench"),
                    numbers);
            switchboard.plug(driver);
            if (!up.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The link did not come up: " + switchboard.links("main"));
            }
        }

        private void on(Event event) {
            if (event.fact() instanceof LinkFact link && link.inService()) {
                up.countDown();
            } else if (event.fact() instanceof CallFact fact) {
                told.increment();
                if (digest) {
                    for (Connection connection : fact.call().connections()) {
                        begun.add(connection.leg());
                        if (!connection.live()) {
                            ended.add(connection.leg());
                        }
                    }
                }
                if (fact.event() == CallEventType.CALL_CLEARED
                        && fact.call().aliases().get(0).value().equals(LongStream.LAST_LEG)) {
                    end.countDown();
                }
            }
        }

        @Override
        public void awaitEnd() throws Exception {
            if (!end.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The end was not seen; " + told.sum() + " call events told, link " + switchboard.links("main"));
            }
        }

        @Override
        public Digest digest() {
            begun.removeIf(leg -> leg.contains("/")); // a service of the PBX is no channel
            ended.removeIf(leg -> leg.contains("/"));
            return new Digest(begun, ended, told.sum());
        }

        @Override
        public void close() {
            switchboard.close();
            driver.close();
            log.close();
            sessions.close();
        }
    }
}
