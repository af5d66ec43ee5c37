package org.jackfield.device.mqtt.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.Optional;
import org.jackfield.api.access.LoginKeys;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.Shifts;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Calls;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What devices' wishes go to. Bundles are updated while devices stay connected, so each may be away for a moment. */
@Component(service = HouseServices.class)
public final class HouseServices {
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Presence presence;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile CallControl control;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Calls calls;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile LoginKeys keys;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Shifts shifts;

    Optional<Presence> presence() {
        return Optional.ofNullable(presence);
    }

    Optional<CallControl> control() {
        return Optional.ofNullable(control);
    }

    Optional<Calls> calls() {
        return Optional.ofNullable(calls);
    }

    Optional<LoginKeys> keys() {
        return Optional.ofNullable(keys);
    }

    Optional<Shifts> shifts() {
        return Optional.ofNullable(shifts);
    }
}
