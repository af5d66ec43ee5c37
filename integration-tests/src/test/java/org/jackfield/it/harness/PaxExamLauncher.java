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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * Runs the distribution by Pax Exam. It starts Java itself, so {@code bin/} is not used, and it adds a feature of its
 * own to those of the distribution, which makes the start slower.
 */
final class PaxExamLauncher implements Launcher {

    private final Path folder;
    private TestContainer container;

    PaxExamLauncher(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path start(Setup setup) {
        if (container != null) {
            throw new IllegalStateException("Pax Exam starts a distribution only once");
        }
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
            container =
                    PaxExamRuntime.createContainer(PaxExamRuntime.createServerSystem(options.toArray(Option[]::new)));
            container.start();
            try (Stream<Path> unpacked = Files.list(folder).filter(Files::isDirectory)) {
                return unpacked.findFirst().orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Pax Exam could not start the distribution", e);
        }
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("Pax Exam cannot kill what it has started; use Jackfield.start");
    }

    @Override
    public boolean running() {
        return true; // it does not tell
    }
}
