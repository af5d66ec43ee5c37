package org.jackfield.shell.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The hardware: as it was enrolled, and as it stands. */
@Service
@Command(
        scope = "jackfield",
        name = "devices",
        description = "Shows desk phones, headsets and lights, and how they stand")
public final class DevicesCommand extends JackfieldAction {
    @Override
    void run() throws InvalidSyntaxException {
        Map<String, Device> live = new HashMap<>();
        for (ServiceReference<DeviceDriver> driver : bundles.getServiceReferences(DeviceDriver.class, null)) {
            Optional.ofNullable(bundles.getService(driver))
                    .ifPresent(d -> d.devices().forEach(device -> live.put(device.id(), device)));
        }
        Table table = new Table(
                "No device: enrol one by 'jackfield:device-create'",
                "Device",
                "Place",
                "Kind",
                "State",
                "Since",
                "Lines",
                "Agent",
                "Bridge",
                "Facts");
        for (Enrolment each : service(DeviceRegistry.class).devices(tenant)) {
            Optional<Device> device = Optional.ofNullable(live.get(each.device()));
            table.row(
                    each.device(),
                    each.place(),
                    device.map(Device::kind),
                    device.map(Device::state),
                    device.map(Device::since),
                    each.lines().stream().map(LineRef::toString).collect(Collectors.joining(", ")),
                    each.agent().or(() -> device.flatMap(Device::agent)),
                    each.root(),
                    device.map(d -> new TreeMap<>(d.facts()).toString()));
        }
        table.print(out);
    }
}
