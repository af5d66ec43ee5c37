package org.jackfield.api.device;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.agent.LineRef;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to hardware: what a device vendor implements and registers as an OSGi service. Returns at once, any thread. */
@ConsumerType
public interface DeviceDriver {
    /** The instance, for example {@code mqtt}. */
    String name();

    /** Every device known, also lost ones. */
    Collection<Device> devices();

    /**
     * Shows a call on every display at a line, or clears it.
     *
     * @param display what to show
     * @return how many devices were told; the stage never fails
     */
    CompletionStage<Integer> show(LineRef line, Display display);

    /**
     * What a display shows. Text is hostile and may be cut.
     *
     * @param call id of the call; a display shows one line pair a call
     * @param first first line, for example the caller's name; both empty to clear
     * @param ringing whether the call rings now
     */
    record Display(String call, String first, String second, boolean ringing) {
        /** Clears what was shown for a call. */
        public static Display clear(String call) {
            return new Display(call, "", "", false);
        }
    }
}
