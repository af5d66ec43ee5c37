package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo by the command of the README, on ports and folders of its own. */
public final class Demo implements AutoCloseable {

    private static final Path COMMAND = Path.of("..", "jackfield");
    private static final Pattern LINK = Pattern.compile("(http://\\S+/session/once\\S*code=\\S+)");
    private static final Duration START = Duration.ofSeconds(180);

    private final Path folder = Children.temporaryFolder("demo");
    private final Path output = folder.resolve("output");
    private final Process process;

    private Demo() {
        ProcessBuilder command =
                new ProcessBuilder(COMMAND.toAbsolutePath().normalize().toString(), "demo");
        command.environment().put("JACKFIELD_HOME", folder.resolve("home").toString());
        for (String server : List.of("HTTP", "SSH", "MQTT", "AMI", "SANDBOX")) {
            command.environment().put("JACKFIELD_" + server + "_PORT", String.valueOf(Ports.tcp()));
        }
        process = Children.start(command, output);
    }

    /** Starts it; {@link #loginLink} waits until it is ready. */
    public static Demo start() {
        return new Demo();
    }

    /** The link that it prints when it is ready. */
    public String loginLink() {
        return Await.value(START, "the demo prints its link", () -> {
            Matcher m = LINK.matcher(printed());
            return m.find() ? Optional.of(m.group(1)) : Optional.empty();
        });
    }

    @Override
    public void close() {
        Children.stop(process, 30);
        Children.delete(folder);
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
