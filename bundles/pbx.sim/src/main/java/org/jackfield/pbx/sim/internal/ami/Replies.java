package org.jackfield.pbx.sim.internal.ami;

import org.jackfield.pbx.sim.internal.wire.Message;

/** The answers of AMI. Not for several threads. */
final class Replies {
    private final Message message = new Message();

    /** A message to add headers to; its end is {@link Message#end()}. */
    Message begin(Request request, String response) {
        message.header("Response", response);
        return id(message, request);
    }

    byte[] success(Request request, String text) {
        return begin(request, "Success").header("Message", text).end();
    }

    byte[] error(Request request, String text) {
        return begin(request, "Error").header("Message", text).end();
    }

    byte[] listStart(Request request, String text) {
        return begin(request, "Success")
                .header("EventList", "start")
                .header("Message", text)
                .end();
    }

    /** One entry of a list; it carries the ActionID first. */
    Message entry(Request request, String event) {
        return id(message.event(event), request);
    }

    /** One entry of an older list, which carries the ActionID last. */
    Message entry(String event) {
        return message.event(event);
    }

    Message id(Message to, Request request) {
        return request.actionId().isEmpty() ? to : to.header("ActionID", request.actionId());
    }

    Message listEnd(Request request, String event, int items) {
        return entry(request, event).header("EventList", "Complete").header("ListItems", items);
    }
}
