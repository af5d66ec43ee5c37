package org.jackfield.routes.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.control.Calls;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.pop.ScreenPop;
import org.jackfield.api.store.Outbox;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The services that steps of routes use. Any of them may leave for an update while routes run, and come back. */
@Component(service = House.class)
public final class House {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ScreenPop screenPop;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Contacts contacts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Calls calls;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Outbox outbox;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AgentSessions agents;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    final List<DeviceDriver> devices = new CopyOnWriteArrayList<>();

    Optional<ScreenPop> screenPop() {
        return Optional.ofNullable(screenPop);
    }

    Optional<Contacts> contacts() {
        return Optional.ofNullable(contacts);
    }

    /** A connector by its name; empty while its bundle, or that of the contacts, is away. */
    Optional<CrmConnector> connector(String tenant, String name) {
        return contacts().flatMap(all -> all.connectors(tenant).stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst());
    }

    /** An agent as a CRM may know them. */
    Owner owner(String tenant, String agent) {
        AgentSessions known = agents;
        return Optional.ofNullable(known)
                .flatMap(sessions -> sessions.agent(tenant, agent))
                .map(found -> new Owner(agent, found.email(), found.federationId()))
                .orElseGet(() -> Owner.agent(agent));
    }

    BreakerState breaker(String connector) {
        return contacts().map(all -> all.breaker(connector)).orElse(BreakerState.CLOSED);
    }

    Optional<Calls> calls() {
        return Optional.ofNullable(calls);
    }

    Optional<Outbox> outbox() {
        return Optional.ofNullable(outbox);
    }

    List<DeviceDriver> devices() {
        return devices;
    }
}
