package org.jackfield.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs {@code bin/karaf server} as an operator does. */
final class ScriptLauncher implements Launcher {

    private final Path home;

    ScriptLauncher(Path home) {
        this.home = home;
    }

    @Override
    public Running start(Setup setup) {
        if (!Files.exists(home)) {
            Distribution.unpack(home);
        }
        setup.writeTo(home);
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        karaf.environment().keySet().removeIf(name -> name.startsWith("KARAF_"));
        karaf.environment().putAll(setup.environment());
        karaf.environment().put("KARAF_EXEC", "exec"); // so that the process we know is the Java and not the script
        return new Running(
                home, Children.start(karaf, home.resolve("console.log")).toHandle());
    }
}
