package org.jackfield.api.device;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.Word;
import org.osgi.annotation.versioning.ProviderType;

/** Watches a real device and says which rules of {@code jackfield/1} it keeps: for makers of devices. Thread-safe. */
@ProviderType
public interface DeviceCheck {
    /**
     * Watches a device for a while and sends it some commands meanwhile, which a person at it may notice.
     *
     * @return the findings when the time is over; fails with {@code IllegalArgumentException} if there is no such
     *     device or it is being checked already
     */
    CompletionStage<List<Finding>> check(String tenant, String device, Duration time);

    /** What was found about one rule. */
    enum Verdict implements Word {
        KEPT,
        BROKEN,
        NOT_SEEN
    }

    /**
     * @param rule number and name, for example {@code 2 sequence}
     * @param detail what was seen, in one sentence
     */
    record Finding(String rule, Verdict verdict, String detail) {}
}
