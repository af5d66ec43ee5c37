package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says plainly at the end how many tests ran, and which did not run and why; also in target/it-summary.txt. */
public final class SkipSummary implements TestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SkipSummary.class);
    private static final Path FILE = Path.of("target", "it-summary.txt");

    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, String> skipped = new TreeMap<>();

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        skipped.put(test.getDisplayName(), reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            executionSkipped(
                    test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
            return;
        }
        boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || !good) {
            (good ? passed : failed).incrementAndGet();
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        StringBuilder text = new StringBuilder("Integration layer: %d passed, %d failed, %d not run%n"
                .formatted(passed.get(), failed.get(), skipped.size()));
        skipped.forEach((test, reason) -> text.append("  NOT RUN ")
                .append(test)
                .append(": ")
                .append(reason)
                .append('\n'));
        LOG.warn("{}", text);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " could not be written", e);
        }
    }
}
