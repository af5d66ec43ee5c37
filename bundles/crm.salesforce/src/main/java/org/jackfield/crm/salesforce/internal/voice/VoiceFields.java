package org.jackfield.crm.salesforce.internal.voice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Role;

/** Writes a call down as the telephony API takes it. Pure. */
final class VoiceFields {
    private static final long MS_PER_SECOND = 1_000;

    private VoiceFields() {}

    static Map<String, Object> start(Call call, String callCenter) {
        String customer = call.remote().number().orElse("");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("callCenterApiName", callCenter);
        fields.put("vendorCallKey", call.id());
        fields.put("from", call.caller().number().orElse(""));
        fields.put("to", call.called().number().orElse(""));
        fields.put("initiationMethod", call.direction() == Direction.INBOUND ? "Inbound" : "Outbound");
        fields.put("startTime", call.startedAt().toString());
        fields.put("participants", List.of(Map.of("participantKey", customer, "type", "END_USER")));
        call.queue().ifPresent(queue -> fields.put("queue", queue));
        return fields;
    }

    static Map<String, Object> end(Call call) {
        List<Connection> agents = call.connections().stream()
                .filter(each -> each.role() == Role.AGENT)
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("startTime", call.startedAt().toString());
        fields.put(
                "endTime",
                call.endedAt().map(Instant::toString).orElse(call.startedAt().toString()));
        fields.put(
                "agentInteractionDuration",
                seconds(agents.stream().mapToLong(Connection::connectedMs).sum()));
        fields.put(
                "totalHoldDuration",
                seconds(agents.stream().mapToLong(Connection::holdMs).sum()));
        fields.put("isActiveCall", false);
        return fields;
    }

    private static long seconds(long ms) {
        return Math.round((double) ms / MS_PER_SECOND);
    }
}
