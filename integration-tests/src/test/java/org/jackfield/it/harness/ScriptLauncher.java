package org.jackfield.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/karaf server} as an operator does. */
final class ScriptLauncher implements Launcher {

    private final Path home;
    private Process process;

    ScriptLauncher(Path home) {
        this.home = home;
    }

    @Override
    public Path start(Setup setup) {
        if (!Files.exists(home)) {
            Distribution.unpack(home);
        }
        setup.writeTo(home);
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        karaf.environment().keySet().removeIf(name -> name.startsWith("KARAF_"));
        karaf.environment().put("KARAF_EXEC", "exec"); // so that the process we know is the Java and not the script
        process = Children.start(karaf, home.resolve("console.log"));
        return home;
    }

    @Override
    public void stop() {
        Children.stop(process, 30);
    }

    @Override
    public void kill() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean running() {
        return process.isAlive();
    }
}
