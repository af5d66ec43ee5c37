package org.jackfield.testkit.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.api.call.Service;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.Await;
import org.jackfield.testkit.pbx.RecordingSink.State;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What every driver does. A driver's test extends it and brings a PBX and scenarios. */
@Timeout(120)
public abstract class PbxDriverContract {
    protected static final Duration SOON = Duration.ofSeconds(20);

    /** What happens at the PBX; the first one has at least one call. */
    protected abstract List<Scenario> scenarios();

    /** A PBX that is there and will perform this scenario. */
    protected abstract TestPbx pbx(Scenario scenario) throws Exception;

    @TestFactory
    Stream<DynamicTest> theCallsOfEachScenarioAreTold() {
        return scenarios().stream().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> tells(scenario)));
    }

    private void tells(Scenario scenario) throws Exception {
        try (TestPbx pbx = pbx(scenario);
                Opened opened = open(pbx.driver())) {
            opened.awaitInService(1);
            pbx.perform();
            opened.awaitOutline(scenario.calls());
        }
    }

    @Test
    void theConstructorStartsNothing() throws Exception {
        try (TestPbx pbx = pbx(scenarios().get(0))) {
            Set<Thread> before = ours();
            PbxDriver driver = pbx.driver();
            Set<Thread> after = ours();
            after.removeAll(before);
            assertEquals(Set.of(), after);
            ((AutoCloseable) driver).close();
        }
    }

    @Test
    void theDriverNamesItself() throws Exception {
        try (TestPbx pbx = pbx(scenarios().get(0));
                AutoCloseable closed = (AutoCloseable) pbx.driver()) {
            PbxDriver driver = (PbxDriver) closed;
            assertTrue(driver.link().matches("[a-z0-9.-]+~[^~]+"), driver.link() + " is type~instance");
            assertFalse(driver.tenant().isBlank());
            assertNotNull(driver.services());
        }
    }

    @Test
    void nothingIsSaidAndNoThreadIsLeftAfterClose() throws Exception {
        Scenario scenario = scenarios().get(0);
        try (TestPbx pbx = pbx(scenario)) {
            Set<Thread> before = ours();
            RecordingSink sink = new RecordingSink();
            PbxDriver driver = pbx.driver();
            driver.open(sink);
            await(sink, () -> sink.state() == State.IN_SERVICE);
            pbx.perform();
            await(sink, () -> !sink.signals().isEmpty());
            ((AutoCloseable) driver).close();
            sink.silence();
            Set<Thread> left = ours();
            left.removeAll(before);
            left.removeIf(thread -> !thread.getName().startsWith("jackfield-pbx"));
            assertEquals(Set.of(), left, "threads of the driver");
            ((AutoCloseable) driver).close();
            assertEquals(List.of(), sink.offences());
        }
    }

    @Test
    void whatCannotBeDoneFailsInOneSentence() throws Exception {
        try (TestPbx pbx = pbx(scenarios().get(0));
                AutoCloseable closed = (AutoCloseable) pbx.driver()) {
            refuses((PbxDriver) closed);
        }
    }

    /** A driver that is not opened, down or not able to answers with a sentence and never throws. */
    protected final void refuses(PbxDriver driver) {
        Command command =
                Command.of(Service.MAKE_CALL, "leg-of-the-contract", "1001").to("1002");
        Throwable why = assertThrows(
                        ExecutionException.class,
                        () -> driver.execute(command).toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS))
                .getCause();
        sentence(why.getMessage());
    }

    /** A sentence for a person: there is one, in one line, without a class's name. */
    protected static void sentence(String text) {
        assertNotNull(text);
        assertTrue(text.strip().length() > 10 && !text.contains("\n") && !text.contains("Exception"), text);
    }

    protected final Opened open(PbxDriver driver) {
        return new Opened(driver);
    }

    private static void await(RecordingSink sink, BooleanSupplier condition) {
        Await.until(SOON, sink::toString, condition);
    }

    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("jackfield-"))
                .collect(Collectors.toSet());
    }

    /** An opened driver and what it says; closing checks that it did nothing a driver must not do. */
    protected static final class Opened implements AutoCloseable {
        public final PbxDriver driver;
        public final RecordingSink sink = new RecordingSink();

        private Opened(PbxDriver driver) {
            this.driver = driver;
            driver.open(sink);
        }

        /** @param times how often a snapshot must have come by then */
        public void awaitInService(int times) {
            PbxDriverContract.await(sink, () -> sink.state() == State.IN_SERVICE && sink.snapshots() >= times);
        }

        public void awaitOutline(String calls) {
            try {
                PbxDriverContract.await(sink, () -> Outline.of(sink.signals()).equals(Outline.of(calls)));
            } catch (AssertionError late) {
                assertEquals(Outline.of(calls), Outline.of(sink.signals()), sink.toString());
            }
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) driver).close();
            sink.silence();
            assertEquals(List.of(), sink.offences());
        }
    }
}
