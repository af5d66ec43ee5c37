package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Launcher.Running;

/** The product itself: the packed distribution, unpacked into a folder of its own and run on free ports. */
public final class Jackfield implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Path KEPT_LOGS = Path.of("target", "it-logs");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+)");
    private static final String JCMD = System.getProperty("java.home") + "/bin/jcmd";

    private final String name;
    private final Setup setup;
    private final Launcher launcher;
    private final Path folder;
    private final int http = Ports.tcp();
    private final int broker = Ports.tcp();
    private final Operator operator = new Operator(this::home, address());
    private Running running;
    private String instance = "";
    private java.time.Instant readyAt = java.time.Instant.EPOCH;

    private Jackfield(String name, Setup setup, boolean paxExam) {
        this.name = name;
        this.setup = setup;
        folder = Children.temporaryFolder(name);
        Path unpacked = folder.resolve("jackfield");
        launcher = paxExam ? new PaxExamLauncher(unpacked) : new ScriptLauncher(unpacked);
        setup.keyIfAbsent(Setup.HTTP, Setup.HTTP_PORT, String.valueOf(http))
                .keyIfAbsent(Setup.BROKER, "port", String.valueOf(broker));
        operator.enter(setup);
    }

    /** Starts it by its own script, and waits until it is ready for calls. The name is for folders and logs. */
    public static Jackfield start(String name, Setup setup) {
        return new Jackfield(name, setup, false).opened(true);
    }

    /** Starts it by its own script, and waits only until it answers: for setups with a fault in them. */
    public static Jackfield startUnready(String name, Setup setup) {
        return new Jackfield(name, setup, false).opened(false);
    }

    /** Starts it by its own script and waits for nothing: when not even {@code /health} will answer. */
    public static Jackfield startBlind(String name, Setup setup) {
        Jackfield jackfield = new Jackfield(name, setup, false);
        jackfield.running = jackfield.launcher.start(setup);
        return jackfield;
    }

    /** As {@link #start}, by Pax Exam. */
    public static Jackfield startByPaxExam(String name, Setup setup) {
        return new Jackfield(name, setup, true).opened(true);
    }

    public String address() {
        return "http://127.0.0.1:" + http;
    }

    /** The port of the embedded broker, if that is used. */
    public int brokerPort() {
        return broker;
    }

    /** A client that nobody has logged in. */
    public Api anonymous() {
        return new Api(address(), Optional.empty());
    }

    /** A client that acts as that user, who is made if need be: an administrator if so named, else an agent. */
    public Api as(String user) {
        return operator.as(user);
    }

    /** A token for that user, who is made if need be. */
    public String token(String user) {
        return operator.token(user);
    }

    /** An address that logs an agent in once. */
    public String loginLink(String agent) {
        return operator.loginLink(agent);
    }

    /** Makes an account for a desk phone at the embedded broker and returns its password. */
    public String deviceSecret(String device, String line) {
        return operator.deviceSecret(device, line);
    }

    /** What {@code /health} says now; missing while it does not answer. */
    public JsonNode health() {
        return anonymous().get("/health").body();
    }

    /** Waits until that part of it is up, for example {@code link asterisk~main}. */
    public void awaitUp(String part) {
        Await.until(Duration.ofSeconds(15), part + " is up", () -> StreamSupport.stream(
                        health().path("parts").spliterator(), false)
                .anyMatch(p -> p.path("name").asText().equals(part)
                        && p.path("state").asText().equals("up")));
    }

    /** Runs commands in the shell, as the operator over SSH, and returns what they printed. */
    public String shell(String... commands) {
        return operator.shell(commands);
    }

    /** Everything in the log so far. */
    public String log() {
        return read(home().resolve("data/log/jackfield.log"));
    }

    /** What it printed to its console. */
    public String console() {
        return read(home().resolve("console.log"));
    }

    /** The folder it was unpacked into. */
    public Path home() {
        return running.home();
    }

    /** From the start of its process to ready, to some ten milliseconds. */
    public Duration startTook() {
        return Duration.between(running.process().info().startInstant().orElseThrow(), readyAt);
    }

    /** Memory of its process, in KiB. */
    public long residentKb() {
        return RESIDENT.matcher(read(Path.of("/proc", pid(), "status")))
                .results()
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .sum();
    }

    /** Bytes of its heap that are in use after a full collection. */
    public long heapAfterCollection() {
        Commands.run(JCMD, pid(), "GC.run").orFail("jcmd");
        String info = Commands.run(JCMD, pid(), "GC.heap_info").orFail("jcmd").output();
        return Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K")
                        .matcher(info)
                        .results()
                        .mapToLong(m -> Long.parseLong(m.group(1)))
                        .sum()
                * 1024;
    }

    private String pid() {
        return String.valueOf(running.process().pid());
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    /** Starts it again with the same folders, ports and setup. */
    public void restart() {
        end(ProcessHandle::destroy);
        launch();
        awaitReady();
    }

    @Override
    public void close() {
        end(ProcessHandle::destroy);
        keepLogs();
        Children.delete(folder);
    }

    private void end(Consumer<ProcessHandle> how) {
        if (running == null) {
            return; // it never started
        }
        how.accept(running.process());
        try {
            running.process().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            running.process().destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLogs() {
        if (running != null) {
            keep("log", log());
            keep("console", console());
        }
    }

    private void keep(String what, String text) {
        try {
            Files.createDirectories(KEPT_LOGS);
            Files.writeString(KEPT_LOGS.resolve(name + "." + what), text);
        } catch (IOException e) {
            throw new UncheckedIOException(KEPT_LOGS + " could not be written", e);
        }
    }

    private Jackfield opened(boolean ready) {
        try {
            launch();
            if (ready) {
                awaitReady();
            }
            return this;
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void launch() {
        instance = Secrets.random();
        running = launcher.start(setup.key("system.properties", "jackfield.nonce", instance));
        try {
            Await.until(START, "/health answers as instance " + instance, () -> {
                if (!running.process().isAlive()) {
                    return true; // said below
                }
                return health().path("instance").asText().equals(instance);
            });
        } catch (AssertionError e) {
            keep(
                    "threads",
                    Commands.run("jstack", String.valueOf(running.process().pid()))
                            .output());
            throw new AssertionError(
                    e.getMessage() + "; its threads are in " + KEPT_LOGS + "\n" + tail(console()) + "\n" + tail(log()),
                    e);
        }
        if (!running.process().isAlive()) {
            throw new AssertionError("Jackfield ended while starting:\n" + tail(console()) + "\n" + tail(log()));
        }
    }

    private void awaitReady() {
        try {
            Await.until(START, "/health is ready", () -> health().path("ready").asBoolean());
            readyAt = java.time.Instant.now();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + health() + "\n" + tail(log()), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3000));
    }
}
