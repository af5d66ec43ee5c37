package org.jackfield.rest.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.api.event.Fact.Gap;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.health.Status;
import org.jackfield.api.pop.Pop;
import org.jackfield.rest.internal.Views.AgentView;

/**
 * An event as bytes on the wire, shared by all who see it: a Server-Sent Event whose data is a CloudEvent 1.0.
 *
 * @param seq its place in the log
 */
record Frame(long seq, byte[] bytes) {
    /** A comment that keeps connections open and finds out who has gone. */
    static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** What a call event carries. */
    record CallData(
            String link, long epoch, String type, Call call, Optional<String> connection, boolean reconstructed) {}

    /** What {@code outOfService} and {@code backInService} carry. */
    record LinkData(String link, long epoch, String type, String reason, Optional<Gap> gap) {}

    /** What {@code session} carries. */
    record SessionData(String agent, String source, boolean loggedIn) {}

    /** Everything a client needs when events alone do not tell it where it stands. */
    record Resync(String reason, List<Call> calls, List<Pop> pops, List<AgentView> agents, List<Status> links) {}

    static Frame of(Json json, Event event) {
        return of(json, event.position(), event.fact().type(), cloudEvent(event));
    }

    static Frame of(Json json, Position position, Instant at, Resync resync) {
        return of(json, position, "resync", cloudEvent(position, at, resync));
    }

    /** The CloudEvent of an event. */
    static Map<String, Object> cloudEvent(Event event) {
        String type = event.fact().type();
        String source = "/api/v1";
        String subject = "";
        Object data = event.fact();
        if (event.fact() instanceof CallFact fact) {
            source = "/api/v1/links/" + fact.link();
            subject = fact.call().id();
            data = new CallData(fact.link(), fact.epoch(), type, fact.call(), fact.connection(), fact.reconstructed());
        } else if (event.fact() instanceof LinkFact fact) {
            source = "/api/v1/links/" + fact.link();
            data = new LinkData(fact.link(), fact.epoch(), type, fact.reason(), fact.gap());
        } else if (event.fact() instanceof PopFact fact) {
            source = "/api/v1/pops";
            subject = fact.pop().call();
            data = fact.pop();
        } else if (event.fact() instanceof AgentFact fact) {
            source = "/api/v1/agents";
            subject = fact.presence().agent();
            data = fact.presence();
        } else if (event.fact() instanceof SessionFact fact) {
            source = "/api/v1/agents";
            subject = fact.agent();
            data = new SessionData(fact.agent(), fact.source().word(), fact.loggedIn());
        } else if (event.fact() instanceof DeviceFact fact) {
            source = "/api/v1/devices";
            subject = fact.device().id();
            data = fact.device();
        }
        return cloudEvent(event.position(), type, source, subject, event.at(), data);
    }

    /** The CloudEvent that tells where things stand. */
    static Map<String, Object> cloudEvent(Position position, Instant at, Resync resync) {
        return cloudEvent(position, "resync", "/api/v1", "", at, resync);
    }

    /** How long a browser waits before it comes back. */
    static byte[] retry(long millis) {
        return ("retry: " + millis + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> cloudEvent(
            Position position, String type, String source, String subject, Instant at, Object data) {
        Map<String, Object> cloudEvent = new LinkedHashMap<>();
        cloudEvent.put("specversion", "1.0");
        cloudEvent.put("id", position.toString());
        cloudEvent.put("source", source);
        cloudEvent.put("type", type);
        cloudEvent.put("time", at);
        if (!subject.isEmpty()) {
            cloudEvent.put("subject", subject);
        }
        cloudEvent.put("data", data);
        return cloudEvent;
    }

    private static Frame of(Json json, Position position, String type, Map<String, Object> cloudEvent) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(1024);
        // JSON has no raw line break, so one data line carries it all
        frame.writeBytes(("id: " + position + "\nevent: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json.write(cloudEvent));
        frame.writeBytes(new byte[] {'\n', '\n'});
        return new Frame(position.seq(), frame.toByteArray());
    }
}
