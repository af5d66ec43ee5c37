package org.jackfield.it.device;

import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;

/** The rules at the embedded broker. */
@Needs(RealPart.DISTRIBUTION)
class DeviceRulesIT extends DeviceRules {
    @Override
    BrokerUnderTest broker() {
        return BrokerUnderTest.embedded();
    }
}
