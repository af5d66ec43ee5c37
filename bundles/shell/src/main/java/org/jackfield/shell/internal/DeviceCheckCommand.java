package org.jackfield.shell.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.device.DeviceCheck;
import org.jackfield.api.device.DeviceCheck.Finding;
import org.jackfield.api.device.DeviceCheck.Verdict;

/** Watches a device and says rule by rule whether it keeps to {@code jackfield/1}. */
@Service
@Command(
        scope = "jackfield",
        name = "device-check",
        description = "Watches a device, sends it some commands, and tells each rule kept or broken")
public final class DeviceCheckCommand extends JackfieldAction {
    private static final int MOST_SECONDS = 600;

    @Argument(name = "device", description = "The device's id", required = true, multiValued = true)
    List<String> device;

    @Option(name = "--seconds", description = "How long to watch; press its keys and pull its cable meanwhile")
    String seconds = "20";

    @Override
    List<String> written() {
        return device;
    }

    @Override
    void run() throws InterruptedException {
        String id = word("device");
        if (!seconds.matches("[0-9]{1,3}") || Integer.parseInt(seconds) > MOST_SECONDS) {
            throw new IllegalArgumentException("--seconds is '" + seconds + "', allowed is 3 to " + MOST_SECONDS);
        }
        List<Finding> findings = findings(id, Duration.ofSeconds(Integer.parseInt(seconds)));
        Table table = new Table("Nothing was found", "Rule", "Verdict", "Seen");
        findings.forEach(f -> table.row(f.rule(), f.verdict(), f.detail()));
        table.print(out);
        long broken =
                findings.stream().filter(f -> f.verdict() == Verdict.BROKEN).count();
        if (broken > 0) {
            throw new IllegalArgumentException(id + " breaks " + broken + " of " + findings.size() + " rules");
        }
        say(id + " keeps every rule that was seen");
    }

    private List<Finding> findings(String id, Duration time) throws InterruptedException {
        try {
            return service(DeviceCheck.class)
                    .check(tenant, id, time)
                    .toCompletableFuture()
                    .get(time.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalArgumentException(e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new IllegalArgumentException("The check did not end; the driver of devices was stopped meanwhile");
        }
    }
}
