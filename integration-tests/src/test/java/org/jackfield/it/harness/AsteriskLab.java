package org.jackfield.it.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Asterisk of our own on free ports, with the PBX configuration of {@code asterisk/etc}. It ends with this
 * process even when nobody closes it, because the script stops it when its standard input ends.
 */
public final class AsteriskLab implements AutoCloseable {

    /** The AMI user with the rights that the product asks for, and nothing more. */
    public static final String AMI_USER = "jackfield";

    /** As {@link #AMI_USER}, and may record, and answer and hold at phones. */
    public static final String TRUSTED_USER = "trusted";

    static final Path SCRIPT = Path.of("asterisk", "lab").toAbsolutePath();

    private final List<String> command;
    private Process process;
    private Map<String, String> settings;

    private AsteriskLab(List<String> command) {
        this.command = command;
    }

    /** Starts one whose trunk leads to that UDP port of this machine, and waits until it is fully booted. */
    public static AsteriskLab start(int trunkPort) {
        AsteriskLab lab = new AsteriskLab(List.of(
                "setsid", // so that whoever kills this process and its group leaves the script alive to clean up
                "--wait",
                SCRIPT.toString(),
                "run",
                "sip=" + Ports.udp(),
                "ami=" + Ports.tcp(),
                "http=" + Ports.tcp(),
                "trunk=" + trunkPort));
        lab.launch(lab.command);
        return lab;
    }

    public int sipPort() {
        return Integer.parseInt(settings.get("sip"));
    }

    public int amiPort() {
        return Integer.parseInt(settings.get("ami"));
    }

    /** The secret of every AMI user and every phone; made anew at each start of a lab. */
    public String secret() {
        return settings.get("secret");
    }

    /** The file of a recording of this Asterisk, whether it is there or not. */
    public Path recording(String name) {
        return Path.of(settings.get("home"), "spool", "monitor", name);
    }

    /** Where it writes what became of each call. */
    public Path callRecords() {
        return Path.of(settings.get("home"), "log", "cdr-csv", "Master.csv");
    }

    public String version() {
        return settings.get("version");
    }

    /** Runs a command on the console of this Asterisk and returns what it printed. */
    public String cli(String consoleCommand) {
        return Commands.run(SCRIPT.toString(), "cli", settings.get("instance"), consoleCommand)
                .orFail("Asterisk console command '" + consoleCommand + "'")
                .output();
    }

    /** Tells it to stop, {@code now} or {@code gracefully}, and returns at once. */
    public void stop(String how) {
        try {
            new ProcessBuilder(SCRIPT.toString(), "cli", settings.get("instance"), "core stop " + how)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("asterisk/lab could not be run", e);
        }
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd() {
        waitForEnd();
    }

    /** Ends Asterisk without a word, as when the machine loses its power. */
    public void kill() {
        ProcessHandle.of(Long.parseLong(settings.get("pid"))).ifPresent(ProcessHandle::destroyForcibly);
        waitForEnd();
    }

    /** Starts it again on the same ports with the same secret; phones must register again. */
    public void restart() {
        close();
        List<String> again = new ArrayList<>(command);
        again.add("secret=" + secret());
        launch(again);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
        waitForEnd();
    }

    private void launch(List<String> how) {
        try {
            process = new ProcessBuilder(how)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            settings = new HashMap<>();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("Asterisk did not start; see the message of asterisk/lab");
                }
                int equals = line.indexOf('=');
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("asterisk/lab could not be run", e);
        }
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException("Asterisk did not stop within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
