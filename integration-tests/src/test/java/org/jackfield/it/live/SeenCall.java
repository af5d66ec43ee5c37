package org.jackfield.it.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone.Caller;

/** One call as the phones saw it, in the form of the recordings' {@code .truth.json}. */
final class SeenCall {

    private record Leg(Dialog phone, String member, String value) {}

    private final ObjectNode call = object();
    private final List<Leg> legs = new ArrayList<>();

    private SeenCall(String direction, String from, String dialled) {
        call.put("direction", direction).put("from", from).put("dialed", dialled);
    }

    static SeenCall inbound(Caller from, String dialled) {
        return new SeenCall("inbound", from.number(), dialled).with("from_name", from.name());
    }

    /** From a customer whose number is not told. */
    static SeenCall anonymous(String dialled) {
        return new SeenCall("inbound", null, dialled);
    }

    static SeenCall outbound(String line, String dialled) {
        return new SeenCall("outbound", line, dialled);
    }

    static SeenCall internal(String line, String dialled) {
        return new SeenCall("internal", line, dialled);
    }

    /** What happened in order, in the words of the recordings. */
    SeenCall states(String... states) {
        ArrayNode all = call.putArray("states");
        List.of(states).forEach(all::add);
        return this;
    }

    SeenCall leg(Dialog phone) {
        return leg(phone, "", "");
    }

    SeenCall leg(Dialog phone, String member, String value) {
        legs.add(new Leg(phone, member, value));
        return this;
    }

    SeenCall answeredBy(String who) {
        return with("answered_by", who);
    }

    SeenCall endedBy(String who) {
        return with("ended_by", who);
    }

    SeenCall notAnswered() {
        call.putNull("answered_by");
        return this;
    }

    SeenCall queue(String queue, Duration waited) {
        call.put("wait_ms", waited.toMillis());
        return with("queue", queue);
    }

    SeenCall transfer(String kind, String how, String by, String to) {
        call.putObject("transfer")
                .put("kind", kind)
                .put("how", how)
                .put("by", by)
                .put("to", to);
        return this;
    }

    /** Of a consultation that led to no transfer: abandoned or cancelled. */
    SeenCall result(String result) {
        ((ObjectNode) call.path("transfer")).put("result", result);
        return this;
    }

    SeenCall with(String member, String value) {
        call.put(member, value);
        return this;
    }

    SeenCall with(String member, long value) {
        call.put(member, value);
        return this;
    }

    SeenCall with(String member, List<String> values) {
        ArrayNode all = call.putArray(member);
        values.forEach(all::add);
        return this;
    }

    SeenCall with(String member, ObjectNode value) {
        call.set(member, value);
        return this;
    }

    /** An empty object, for {@link #with(String, ObjectNode)}. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** To be asked for when every phone has hung up: their times are read now. */
    ObjectNode json() {
        ArrayNode all = call.putArray("legs");
        for (Leg leg : legs) {
            ObjectNode one = all.addObject()
                    .put("party", party(leg.phone()))
                    .put("ring_ms", leg.phone().ringing().toMillis())
                    .put("talk_ms", leg.phone().connected().toMillis())
                    .put("hold_ms", leg.phone().onHold().toMillis());
            if (!leg.member().isEmpty()) {
                one.put(leg.member(), leg.value());
            }
        }
        return call;
    }

    /** A telephone outside is the trunk's. */
    private static String party(Dialog phone) {
        return phone.number().matches("[0-9]+") ? phone.number() : "trunk";
    }
}
