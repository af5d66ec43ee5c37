package org.jackfield.pbx.sim.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jackfield.pbx.sim.internal.ami.Account;
import org.jackfield.pbx.sim.internal.ami.Actions;
import org.jackfield.pbx.sim.internal.ami.Client;
import org.jackfield.pbx.sim.internal.ami.EventFilter;
import org.jackfield.pbx.sim.internal.ami.Request;
import org.jackfield.pbx.sim.internal.desk.Desk;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Orders;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** A simulated PBX set up like the one the recordings were made of, in virtual time, and one logged-in client. */
final class Lab implements Client {
    static final String CUSTOMER = "+12025550101";

    final VirtualTimeline time = new VirtualTimeline();
    final List<String> log = new ArrayList<>();
    final Pbx pbx;
    final Desk desk;
    private final Actions actions;
    private final StringBuilder received = new StringBuilder();
    private final EventFilter filter = new EventFilter();
    private String challenge = "";
    private boolean loggedIn;

    Lab(String... manualLines) {
        this(DeskSetup.quiet(Set.of(manualLines)));
    }

    Lab(DeskSetup deskSetup) {
        this(asRecorded(), deskSetup);
    }

    Lab(PbxSetup setup, DeskSetup deskSetup) {
        pbx = new Pbx(setup, time, 1);
        desk = new Desk(pbx, deskSetup, log::add);
        actions = new Actions(pbx, new Account("cti", "test-secret"), new Orders(pbx, desk));
        pbx.listen(event -> {
            if (loggedIn && filter.lets(event)) {
                send(event.bytes());
            }
        });
        act("Action: Login", "ActionID: lab-1", "Username: cti", "Secret: test-secret", "Events: on");
    }

    private static PbxSetup asRecorded() {
        List<PbxSetup.Line> lines = List.of(
                new PbxSetup.Line("1001", "Alice Agent"),
                new PbxSetup.Line("1002", "Bob Agent"),
                new PbxSetup.Line("1003", "Carol Agent"),
                new PbxSetup.Line("1004", "Dave Agent"),
                new PbxSetup.Line("1005", "Zoë O'Brien"),
                new PbxSetup.Line("1006", "Frank \"F\" Agent"));
        return new PbxSetup(
                "lab1",
                "+442079460100",
                lines,
                List.of(
                        new PbxSetup.Queue(
                                "support",
                                "+442079460100",
                                PbxSetup.Strategy.LINEAR,
                                4_000,
                                1_000,
                                0,
                                20,
                                false,
                                lines.subList(0, 2)),
                        new PbxSetup.Queue(
                                "sales",
                                "+442079460105",
                                PbxSetup.Strategy.LINEAR,
                                10_000,
                                1_000,
                                2_000,
                                0,
                                true,
                                lines.subList(2, 4))),
                List.of("CRM_REF", "CALL_REF", "DIALSTATUS"),
                true);
    }

    /** Sends an action as a client does. */
    void act(String... headers) {
        Request request = new Request(List.of(headers));
        pbx.post(() -> actions.handle(request, this));
        time.run(0);
    }

    /** Everything received since the last time. */
    List<Recording.Message> received() {
        List<Recording.Message> messages = Recording.parse(received.toString());
        received.setLength(0);
        return messages;
    }

    /** The name of the one channel of a device that is up. */
    String channel(String line) {
        return pbx.channels().stream()
                .filter(leg -> leg.line().equals(line))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Override
    public void send(byte[] message) {
        received.append(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    @Override
    public String challenge() {
        return challenge;
    }

    @Override
    public void challenge(String sent) {
        challenge = sent;
    }

    @Override
    public boolean loggedIn() {
        return loggedIn;
    }

    @Override
    public void loggedIn(boolean now) {
        loggedIn = now;
    }

    @Override
    public void bye() {
        loggedIn = false;
    }
}
