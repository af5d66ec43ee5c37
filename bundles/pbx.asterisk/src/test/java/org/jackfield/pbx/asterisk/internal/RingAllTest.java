package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.call.Cause;
import org.jackfield.api.pbx.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One number rings several phones: {@code Dial(PJSIP/1001&PJSIP/1002)}. */
class RingAllTest {

    @ParameterizedTest
    @ValueSource(strings = {"PJSIP", "SIP"})
    void whoDidNotAnswerEndsAnsweredElsewhere(String technology) {
        List<Signal> signals = play("""
            Newchannel T trunk state=4 exten=+442079460111
            Newstate T trunk state=4
            Newchannel A 1001 state=0
            Newchannel B 1002 state=0
            DialBegin T trunk dest=A
            DialBegin T trunk dest=B
            Newstate A 1001 state=5
            Newstate B 1002 state=5
            Newstate A 1001 state=6
            DialEnd T trunk dest=A status=ANSWER
            DialEnd T trunk dest=B status=CANCEL
            Hangup B 1002 cause=26
            Newstate T trunk state=6
            BridgeEnter A 1001 bridge=X
            BridgeEnter T trunk bridge=X
            BridgeLeave A 1001 bridge=X
            Hangup A 1001 cause=16
            BridgeLeave T trunk bridge=X
            Hangup T trunk cause=16
            """, technology);
        Map<String, Cause> causes = new HashMap<>();
        signals.stream()
                .filter(Signal.LegCleared.class::isInstance)
                .map(Signal.LegCleared.class::cast)
                .forEach(cleared -> causes.put(cleared.leg(), cleared.cause()));
        assertEquals(
                Map.of("A", Cause.NORMAL_CLEARING, "B", Cause.ANSWERED_ELSEWHERE, "T", Cause.NORMAL_CLEARING), causes);
        Signal.CallCleared end = (Signal.CallCleared) signals.get(signals.size() - 1);
        assertEquals("A", end.endedBy().orElse("nobody"));
    }

    /** Lines of an event, uniqueid, endpoint, and what else there is. */
    private static List<Signal> play(String script, String technology) {
        List<Signal> signals = new ArrayList<>();
        AsteriskMapper mapper = new AsteriskMapper(endpoint -> endpoint.matches("1\\d{3}"), signals::add);
        AmiParser parser =
                new AmiParser(AsteriskMapper.EVENTS, message -> mapper.map(message, Instant.EPOCH), reason -> {
                    throw new AssertionError(reason);
                });
        StringBuilder stream = new StringBuilder("Asterisk Call Manager/11.0.0\r\n");
        for (String line : script.lines().toList()) {
            String[] words = line.split(" ");
            stream.append("Event: ").append(words[0]).append("\r\nUniqueid: ").append(words[1]);
            stream.append("\r\nLinkedid: T\r\nCallerIDNum: +12025550101\r\nChannel: ")
                    .append(technology + "/" + words[2] + "-0000000" + words[1]);
            for (int i = 3; i < words.length; i++) {
                String[] pair = words[i].split("=");
                String name =
                        switch (pair[0]) {
                            case "state" -> "ChannelState";
                            case "dest" -> "DestUniqueid";
                            case "status" -> "DialStatus";
                            case "cause" -> "Cause";
                            case "exten" -> "Exten";
                            default -> "BridgeUniqueid";
                        };
                stream.append("\r\n").append(name).append(": ").append(pair[1]);
            }
            stream.append("\r\n\r\n");
        }
        byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, bytes.length);
        return signals;
    }
}
