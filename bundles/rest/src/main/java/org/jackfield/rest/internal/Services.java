package org.jackfield.rest.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.access.LogIns;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.Shifts;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Calls;
import org.jackfield.api.control.DemoCaller;
import org.jackfield.api.control.Links;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Pairing;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.pop.ScreenPop;
import org.jackfield.api.report.Reports;
import org.jackfield.api.store.EventArchive;
import org.jackfield.api.store.Journal;
import org.jackfield.api.store.Outbox;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the API stands on. Bundles are updated while it runs, so each part may be away for a moment; asking for one that
 * is away is a {@link Problem} 503 that names it.
 */
@Component(service = Services.class)
public final class Services {
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Calls calls;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile CallControl control;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile AgentSessions agents;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Links links;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile NumberPlan numbers;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Presence presence;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile ScreenPop pops;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Contacts contacts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Journal journal;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile EventArchive archive;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Reports reports;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Accounts accounts;

    /** Without it log-ins last as long as the process. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile LogIns logIns;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Outbox outbox;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile DemoCaller demo;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile DeviceRegistry register;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Pairing pairing;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Shifts shifts;

    @Reference(policy = DYNAMIC, policyOption = GREEDY)
    volatile List<DeviceDriver> devices = List.of();

    @Reference(policy = DYNAMIC, policyOption = GREEDY)
    volatile List<HealthSource> health = List.of();

    Calls calls() {
        return there(calls, "The call tracker");
    }

    CallControl control() {
        return there(control, "Call control");
    }

    AgentSessions agents() {
        return there(agents, "The agents' register");
    }

    Links links() {
        return there(links, "The register of PBX links");
    }

    NumberPlan numbers() {
        return there(numbers, "The number plan");
    }

    Presence presence() {
        return there(presence, "Presence");
    }

    ScreenPop pops() {
        return there(pops, "The screen pop");
    }

    Contacts contacts() {
        return there(contacts, "The contact lookup");
    }

    Journal journal() {
        return there(journal, "The store");
    }

    Reports reports() {
        return there(reports, "The bundle that counts");
    }

    Outbox outbox() {
        return there(outbox, "The store");
    }

    Accounts accounts() {
        return there(accounts, "The store of accounts");
    }

    DeviceRegistry register() {
        return there(register, "The register of devices");
    }

    Pairing pairing() {
        return there(pairing, "The driver of devices over MQTT");
    }

    Shifts shifts() {
        return there(shifts, "The shift clock");
    }

    Optional<DemoCaller> demo() {
        return Optional.ofNullable(demo);
    }

    List<HealthSource> health() {
        return health;
    }

    /** A sentence for each part that is away. */
    List<String> away() {
        List<String> away = new ArrayList<>();
        for (Supplier<?> part : List.<Supplier<?>>of(
                this::calls,
                this::control,
                this::agents,
                this::links,
                this::numbers,
                this::presence,
                this::pops,
                this::contacts,
                this::journal,
                this::accounts)) {
            try {
                part.get();
            } catch (Problem e) {
                away.add(e.getMessage());
            }
        }
        return away;
    }

    private static <T> T there(T service, String name) {
        if (service == null) {
            throw new Problem(503, name + " is not running.");
        }
        return service;
    }
}
