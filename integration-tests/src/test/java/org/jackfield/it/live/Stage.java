package org.jackfield.it.live;

import static org.jackfield.it.sip.CallFacts.State.ENDED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.it.harness.Api;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Cable;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Manager;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone;
import org.jackfield.it.sip.SipPhone.Caller;
import org.jackfield.it.truth.Truth;
import org.jackfield.it.truth.Verdict;

/** Where scenarios are played: a floor of phones, the product on a cable to its PBX, and the list of what was seen. */
final class Stage implements AutoCloseable {

    static final Caller ANN = Floor.ANN;
    static final Caller BEN = new Caller("+12025550102", "Ben Customer");
    static final Caller CAT = new Caller("+12025550103", "Cat Customer");

    private static final Duration SOON = Duration.ofSeconds(8);
    /** The product tries again after at most ten seconds. */
    private static final Duration LINKED = Duration.ofSeconds(20);

    private final Floor floor = new Floor();
    private final Cable cable = new Cable(floor.pbx().amiPort());
    private final Jackfield server;
    private final Api api;
    private final List<SeenCall> truth = new ArrayList<>();
    private final Telling telling;
    private Manager manager = new Manager(floor.pbx());

    Stage(String name) {
        server = Jackfield.start(
                name, TestDesk.setup(floor).asterisk(cable.port(), floor.pbx().secret()));
        api = server.as("admin");
        telling = new Telling(api);
        server.awaitUp("link asterisk~main");
    }

    Floor floor() {
        return floor;
    }

    SipPhone phone(String line) {
        return floor.phone(line);
    }

    SipPhone carrier() {
        return floor.carrier();
    }

    Manager manager() {
        return manager;
    }

    // ---- what people do

    /** Ann calls an agent's own number, the phone is answered, and they talk for a while. */
    Talk talk(String line, long talkMs) {
        Talk talk = floor.talk(line);
        pass(talkMs);
        return talk;
    }

    /** As {@link #talk(String, long)}, whoever calls and however long it rings. */
    Talk talk(String line, Caller from, long ringMs, long talkMs) {
        Talk talk = floor.talk(line, from, Duration.ofMillis(ringMs));
        pass(talkMs);
        return talk;
    }

    /** The next call at that phone rings for a while and is answered. */
    Dialog answerAt(String line, long ringMs) {
        return floor.answerAt(line, Duration.ofMillis(ringMs));
    }

    /** The next call at that phone rings, and nobody answers yet. */
    Dialog ringAt(String line) {
        return phone(line).nextCall().ring();
    }

    /** People talk, ring or wait. */
    static void pass(long ms) {
        Await.pass(Duration.ofMillis(ms));
    }

    /** One hangs up, and the others notice. */
    static void hangUp(Dialog one, Dialog... others) {
        one.hangUp();
        one.await(ENDED);
        for (Dialog other : others) {
            other.await(ENDED);
        }
    }

    // ---- what befalls the PBX and the link to it

    /** The connection between product and PBX breaks, and none comes about. */
    void cut() {
        cable.cut();
        Await.until(SOON, "the product says that the link is down", () -> !linkUp());
    }

    void mend() {
        cable.mend();
        awaitLink();
    }

    void awaitLink() {
        Await.until(LINKED, "the link is up again", this::linkUp);
    }

    /** A PBX that has gone comes back; its phones and the product find it again. */
    void restartPbx() {
        manager.close();
        floor.pbx().restart();
        floor.registerAll();
        manager = new Manager(floor.pbx());
        awaitLink();
    }

    // ---- truth and telling

    /** Writes down a call as the phones saw it. */
    SeenCall truth(SeenCall call) {
        truth.add(call);
        return call;
    }

    /** Plays a scenario and compares what the product tells of it with what the phones saw. */
    Verdict play(Scenario scenario) {
        scenario.play(this);
        floor.hangUpAll();
        List<JsonNode> told = telling.news(truth.size());
        ObjectNode seen = SeenCall.object().put("scenario", scenario.name() + " " + scenario.description());
        ArrayNode calls = seen.putArray("calls");
        truth.forEach(call -> calls.add(call.json()));
        telling.keep(scenario.name(), seen, told);
        return Truth.of(seen.toString()).compare(told);
    }

    /** Whatever came of the last scenario, the next one begins with silence. */
    void clear() {
        floor.hangUpAll();
        telling.news(0);
        truth.clear();
    }

    @Override
    public void close() {
        manager.close();
        server.close();
        cable.close();
        floor.close();
    }

    private boolean linkUp() {
        return api.get("/links").orFail().at("/items/0/state").asText().equals("up");
    }
}
