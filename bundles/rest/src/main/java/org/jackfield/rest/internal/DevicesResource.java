package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.Enrolment;
import org.jackfield.rest.internal.Views.Items;

/** {@code /devices}: the hardware. Agents see their own, supervisors all; administrators enrol. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
public final class DevicesResource {
    private final Services services;

    DevicesResource(Services services) {
        this.services = services;
    }

    /**
     * A device as it was enrolled and as it stands.
     *
     * @param agent who sits there now, or whose it is
     */
    record DeviceView(
            String id,
            String place,
            List<LineRef> lines,
            Optional<String> agent,
            Optional<String> root,
            Device.Kind kind,
            String vendor,
            String model,
            Device.State state,
            Map<String, String> facts,
            Optional<Instant> since) {}

    /** What an administrator enters; lines as link/line. */
    record Entry(String place, List<String> lines, String agent, String root) {
        Enrolment enrolment(String tenant, String id) {
            return new Enrolment(
                    tenant,
                    id,
                    place == null ? "" : place,
                    (lines == null ? List.<String>of() : lines)
                            .stream().map(Entry::line).toList(),
                    named(agent),
                    named(root));
        }

        private static Optional<String> named(String name) {
            return Optional.ofNullable(name).filter(text -> !text.isBlank());
        }

        private static LineRef line(String written) {
            int slash = written == null ? -1 : written.indexOf('/');
            if (slash < 1 || slash == written.length() - 1 || written.contains(",")) {
                throw new Problem(
                        400, "'" + written + "' is no line: write link/line, for example asterisk~main/1001.");
            }
            return new LineRef(written.substring(0, slash), written.substring(slash + 1));
        }
    }

    /** A code that a device shows. */
    record Code(String code) {}

    /** All devices the caller may see. */
    @GET
    public Items<DeviceView> list(@Context Caller caller) {
        Map<String, Device> live = new HashMap<>();
        services.devices.forEach(driver -> driver.devices().stream()
                .filter(device -> device.tenant().equals(caller.tenant()))
                .forEach(device -> live.put(device.id(), device)));
        List<DeviceView> seen = new ArrayList<>();
        for (Enrolment enrolment : services.register().devices(caller.tenant())) {
            DeviceView view = view(enrolment, Optional.ofNullable(live.get(enrolment.device())));
            if (sees(caller, view)) {
                seen.add(view);
            }
        }
        return Items.of(seen);
    }

    /** One device. */
    @GET
    @Path("/{id}")
    public DeviceView one(@PathParam("id") String id, @Context Caller caller) {
        return services.register()
                .device(caller.tenant(), id)
                .map(enrolment -> view(enrolment, live(caller.tenant(), id)))
                .filter(view -> sees(caller, view))
                .orElseThrow(() -> unknown(id));
    }

    /** Enrols a device, or changes where it is, whose and what it serves. The password of a new one is told once. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(@PathParam("id") String id, Entry entry, @Context Caller caller) {
        administers(caller);
        try {
            Enrolment enrolment = entry.enrolment(caller.tenant(), id);
            return services.register().change(enrolment)
                    ? Response.ok(one(id, caller)).build()
                    : secret(201, id, services.register().enrol(enrolment));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + ".");
        }
    }

    /** Gives a device a new password, told once. */
    @POST
    @Path("/{id}/credentials")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Response credentials(@PathParam("id") String id, @Context Caller caller) {
        administers(caller);
        Enrolment there = services.register().device(caller.tenant(), id).orElseThrow(() -> unknown(id));
        return secret(200, id, services.register().enrol(there));
    }

    /** Removes a device; its connection ends when its password is asked for again. */
    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id, @Context Caller caller) {
        administers(caller);
        if (!services.register().remove(caller.tenant(), id)) {
            throw unknown(id);
        }
        return Response.noContent().build();
    }

    /** The caller confirms the code that a device shows, and is logged in there. */
    @POST
    @Path("/pairings")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, String> pair(Code shown, @Context Caller caller) {
        String code = Asked.text("code", shown.code(), 16).orElse("").replace(" ", "");
        if (services.agents().agent(caller.tenant(), caller.name()).isEmpty()) {
            throw new Problem(403, "Only people who take calls log in at devices.");
        }
        try {
            return Map.of("device", services.pairing().confirm(caller.tenant(), caller.name(), code));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + ".");
        }
    }

    private Optional<Device> live(String tenant, String id) {
        return services.devices.stream()
                .flatMap(driver -> driver.devices().stream())
                .filter(device -> device.tenant().equals(tenant) && device.id().equals(id))
                .findFirst();
    }

    private static DeviceView view(Enrolment enrolled, Optional<Device> live) {
        return new DeviceView(
                enrolled.device(),
                enrolled.place(),
                enrolled.lines(),
                enrolled.agent().or(() -> live.flatMap(Device::agent)),
                enrolled.root(),
                live.map(Device::kind).orElse(Device.Kind.UNKNOWN),
                live.map(Device::vendor).orElse(""),
                live.map(Device::model).orElse(""),
                live.map(Device::state).orElse(Device.State.UNKNOWN),
                live.map(Device::facts).orElse(Map.of()),
                live.map(Device::since));
    }

    private static boolean sees(Caller caller, DeviceView device) {
        return caller.supervises()
                || device.agent().filter(caller.name()::equals).isPresent();
    }

    private static Response secret(int status, String id, String password) {
        return Response.status(status)
                .entity(Map.of("id", id, "password", password))
                .build();
    }

    private static Problem unknown(String id) {
        return new Problem(404, "There is no device '" + id + "'.");
    }

    private static void administers(Caller caller) {
        if (!caller.account().may(AccountRole.ADMINISTRATOR)) {
            throw new Problem(403, "Only an administrator enrols, changes and removes devices.");
        }
    }
}
