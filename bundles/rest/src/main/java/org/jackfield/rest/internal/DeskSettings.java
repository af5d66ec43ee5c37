package org.jackfield.rest.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Holds the configuration of the agents' page; pages learn a change when they are loaded anew. */
@Component(service = DeskSettings.class, configurationPid = DeskConfig.PID)
@Designate(ocd = DeskConfig.class)
public final class DeskSettings {
    private volatile Desk desk;

    /** Reads the configuration. */
    @Activate
    public DeskSettings(Map<String, Object> properties) {
        modified(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        desk = Desk.of(properties);
    }

    Desk desk() {
        return desk;
    }
}
