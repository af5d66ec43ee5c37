package org.jackfield.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Salesforce client that is not ours, installed below target by {@code bin/install}, and what it tries at an org. */
public final class JsForce {
    private static final Path MODULES = Path.of("target", "jsforce", "node_modules");
    private static final Path SCRIPT = Path.of("src", "test", "jsforce", "sandbox.cjs");

    private JsForce() {}

    static Optional<String> missing() {
        boolean there = Files.exists(MODULES.resolve("jsforce").resolve("package.json"))
                && Commands.run("node", "--version").status() == 0;
        return there ? Optional.empty() : Optional.of("jsforce is not installed; run integration-tests/bin/install");
    }

    /** A line for each step, which begins with PASS or FAIL. */
    public static List<String> steps(Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("env", "NODE_PATH=" + MODULES.toAbsolutePath(), "node"));
        command.addAll(List.of("--no-warnings", SCRIPT.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return Commands.run("", command).output().lines().toList();
    }
}
