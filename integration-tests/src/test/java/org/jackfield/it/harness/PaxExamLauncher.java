package org.jackfield.it.harness;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * Runs the distribution by Pax Exam, once. It starts Java itself, so {@code bin/} is not used, and it edits the list of
 * the distribution's features, so that the other tests better use the distribution's own script.
 */
final class PaxExamLauncher implements Launcher {

    private final Path folder;

    PaxExamLauncher(Path folder) {
        this.folder = folder;
    }

    @Override
    public Running start(Setup setup) {
        try {
            Files.createDirectories(folder);
            List<Option> options = new ArrayList<>(Arrays.asList(options(
                    karafDistributionConfiguration()
                            .frameworkUrl(
                                    Distribution.archive().orElseThrow().toUri().toString())
                            .name("Jackfield")
                            .unpackDirectory(folder.toFile())
                            .useDeployFolder(false),
                    configureConsole().ignoreLocalConsole(),
                    keepRuntimeFolder())));
            for (var file : setup.files().entrySet()) {
                Path copy = Files.writeString(folder.resolve(file.getKey()), file.getValue());
                options.add(replaceConfigurationFile("etc/" + file.getKey(), copy.toFile()));
            }
            setup.keys()
                    .forEach((file, keys) -> keys.forEach(
                            (key, value) -> options.add(editConfigurationFilePut("etc/" + file, key, value))));
            PaxExamRuntime.createContainer(PaxExamRuntime.createServerSystem(options.toArray(Option[]::new)))
                    .start();
            try (Stream<Path> unpacked = Files.list(folder).filter(Files::isDirectory)) {
                Path home = unpacked.findFirst().orElseThrow();
                return new Running(home, process(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Pax Exam could not start the distribution", e);
        }
    }

    /** Pax Exam stops by a bundle of its own that is not in an offline distribution, so the process must be known. */
    private static ProcessHandle process(Path home) {
        return Await.value(Duration.ofSeconds(30), "Karaf writes its process id", () -> {
            long pid =
                    Long.parseLong(Files.readString(home.resolve("karaf.pid")).strip());
            return ProcessHandle.of(pid);
        });
    }
}
