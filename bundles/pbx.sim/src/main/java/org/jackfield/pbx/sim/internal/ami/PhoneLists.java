package org.jackfield.pbx.sim.internal.ami;

import java.util.List;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.pbx.Devices;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** The lists of devices, hints, contacts and endpoints, worded as Asterisk 22 does. For the PBX's thread. */
final class PhoneLists {
    private static final long REGISTERED_SECONDS = 3_600;

    private final Pbx pbx;
    private final Replies replies;

    PhoneLists(Pbx pbx, Replies replies) {
        this.pbx = pbx;
        this.replies = replies;
    }

    void deviceStates(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Device State Changes will follow"));
        for (Devices.Device device : pbx.devices().all()) {
            out.accept(replies.entry(request, "DeviceStateChange")
                    .header("Device", device.name())
                    .header("State", device.state().name())
                    .end());
        }
        out.accept(replies.listEnd(
                        request, "DeviceStateListComplete", pbx.devices().all().size())
                .end());
    }

    void extensionStates(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Extension Statuses will follow"));
        for (PbxSetup.Line line : pbx.setup().lines()) {
            Devices.Device device = pbx.devices().device(line.device());
            out.accept(replies.entry(request, "ExtensionStatus")
                    .header("Exten", device.hint())
                    .header("Context", "internal")
                    .header("Hint", device.name())
                    .header("Status", device.state().hintStatus())
                    .header("StatusText", device.state().hintText())
                    .end());
        }
        out.accept(replies.listEnd(
                        request,
                        "ExtensionStateListComplete",
                        pbx.setup().lines().size())
                .end());
    }

    void contacts(Request request, Consumer<byte[]> out) {
        List<PbxSetup.Line> lines = pbx.setup().lines();
        if (lines.isEmpty()) {
            out.accept(replies.error(request, "No Contacts found"));
            return;
        }
        out.accept(replies.listStart(request, "A listing of Contacts follows, presented as ContactList events"));
        for (PbxSetup.Line line : lines) {
            out.accept(replies.entry(request, "ContactList")
                    .header("ObjectType", "contact")
                    .header("ObjectName", line.number() + ";@sim")
                    .header("ViaAddr", "127.0.0.1")
                    .header("QualifyTimeout", "3.000000")
                    .header("Qualify2xxOnly", "false")
                    .header("CallId", "sim-" + line.number())
                    .header("RegServer", pbx.setup().systemName())
                    .header("PruneOnBoot", "no")
                    .header("Path", "")
                    .header("Endpoint", line.number())
                    .header("ViaPort", 5060)
                    .header("AuthenticateQualify", "no")
                    .header("Uri", uri(line))
                    .header("QualifyFrequency", 0)
                    .header("UserAgent", "jackfield-sim")
                    .header("ExpirationTime", pbx.startedMicros() / 1_000_000 + REGISTERED_SECONDS)
                    .header("OutboundProxy", "")
                    .header("Status", "NonQualified")
                    .header("RoundtripUsec", "N/A")
                    .end());
        }
        out.accept(replies.listEnd(request, "ContactListComplete", lines.size()).end());
    }

    void endpoints(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "A listing of Endpoints follows, presented as EndpointList events"));
        for (PbxSetup.Line line : pbx.setup().lines()) {
            endpoint(request, out, line.number(), uri(line));
        }
        endpoint(request, out, "trunk", "sip:127.0.0.1:5080");
        out.accept(replies.listEnd(
                        request, "EndpointListComplete", pbx.setup().lines().size() + 1)
                .end());
    }

    private void endpoint(Request request, Consumer<byte[]> out, String name, String uri) {
        Devices.Device device = pbx.devices().device("PJSIP/" + name);
        out.accept(replies.entry(request, "EndpointList")
                .header("ObjectType", "endpoint")
                .header("ObjectName", name)
                .header("Transport", "")
                .header("Aor", name)
                .header("Auths", "")
                .header("OutboundAuths", "")
                .header("Contacts", name + "/" + uri + ",")
                .header("DeviceState", device.state().endpointText())
                .header("ActiveChannels", device.legs())
                .end());
    }

    private static String uri(PbxSetup.Line line) {
        return "sip:" + line.number() + "@127.0.0.1:5060";
    }
}
