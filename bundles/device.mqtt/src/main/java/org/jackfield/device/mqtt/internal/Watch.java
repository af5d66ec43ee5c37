package org.jackfield.device.mqtt.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jackfield.api.device.DeviceCheck.Finding;
import org.jackfield.api.device.DeviceCheck.Verdict;
import org.jackfield.device.mqtt.internal.Payload.Malformed;
import org.jackfield.device.mqtt.internal.Topics.Part;
import org.jackfield.device.mqtt.internal.Topics.Said;

/**
 * What was heard of one device during a check, and what that says about the rules. Without a clock: times are
 * milliseconds of a monotonic one.
 */
final class Watch {
    private static final int MOST = 20_000;
    private static final long ANSWER_MS = 5_000;

    private final Topics topics;
    private final String device;
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final List<String> foreign = new ArrayList<>();

    private record Heard(Said said, Optional<Payload> payload, int bytes, boolean retained, long at) {
        long number(String member) {
            return payload.map(p -> p.number(member, 0, -1)).orElse(-1L);
        }
    }

    private record Sent(String command, long at) {}

    Watch(Topics topics, String device) {
        this.topics = topics;
        this.device = device;
    }

    synchronized void sent(String command, String id, long at) {
        sent.put(id, new Sent(command, at));
    }

    synchronized void heard(String topic, byte[] payload, boolean retained, long at) {
        Optional<Said> said = topics.read(topic);
        if (said.isEmpty() && topics.isBelow(topic, device) && foreign.size() < 10) {
            foreign.add(topic);
        }
        if (said.filter(s -> s.device().equals(device)).isEmpty() || heard.size() >= MOST || payload.length == 0) {
            return;
        }
        Optional<Payload> read = Optional.empty();
        try {
            read = Optional.of(Payload.read(payload));
        } catch (Malformed e) {
            // Found below.
        }
        heard.add(new Heard(said.get(), read, payload.length, retained, at));
    }

    synchronized List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        found.add(topicsKept());
        found.add(payloadsKept());
        found.add(stateKept());
        found.add(descriptionKept());
        found.add(bootKept());
        found.add(sequenceKept());
        found.add(rebirthKept());
        found.add(lossKept());
        found.addAll(answersKept());
        return found;
    }

    private Finding topicsKept() {
        return foreign.isEmpty()
                ? of("0 topics", !heard.isEmpty(), true, heard.size() + " messages, all at topics of the table")
                : of("0 topics", true, false, "no such topic in the table: " + foreign);
    }

    private Finding payloadsKept() {
        long bad = heard.stream().filter(h -> h.payload().isEmpty()).count();
        int longest = heard.stream().mapToInt(Heard::bytes).max().orElse(0);
        return of(
                "0 payloads",
                !heard.isEmpty(),
                bad == 0,
                bad + " are no JSON object of at most 1024 bytes; the longest has " + longest);
    }

    private Finding stateKept() {
        List<Heard> states = only(Part.STATE);
        long good = states.stream()
                .filter(h -> h.number("boot") >= 0 && state(h).isPresent())
                .count();
        return of(
                "1 $state",
                !states.isEmpty(),
                good == states.size(),
                good + " of " + states.size() + " have a known state and a boot");
    }

    private Finding descriptionKept() {
        List<Heard> told = only(Part.DESCRIPTION);
        boolean good = told.stream()
                .allMatch(h -> h.number("v") == 1
                        && h.number("boot") >= 0
                        && h.payload().orElseThrow().about().kind() != org.jackfield.api.device.Device.Kind.UNKNOWN);
        return of("1 $description", !told.isEmpty(), good, "v is 1, boot and kind are known: " + good);
    }

    private Finding bootKept() {
        long newest = -1;
        boolean good = true;
        for (Heard h : live()) {
            long boot = h.number("boot");
            boolean will = h.said().part() == Part.STATE
                    && state(h).filter("lost"::equals).isPresent();
            good &= h.said().part() == Part.ANSWER || boot >= newest || will;
            newest = Math.max(newest, boot);
        }
        return of("2 boot", newest >= 0, good, "the newest is " + newest + "; it never went back: " + good);
    }

    private Finding sequenceKept() {
        Map<Long, List<Long>> boots = new TreeMap<>();
        for (Heard h : live()) {
            if (h.said().part() == Part.FACT || h.said().part() == Part.EVENT) {
                boots.computeIfAbsent(h.number("boot"), b -> new ArrayList<>()).add(h.number("seq"));
            }
        }
        String wrong = "";
        int steps = 0;
        for (Map.Entry<Long, List<Long>> boot : boots.entrySet()) {
            for (int i = 1; i < boot.getValue().size(); i++) {
                steps++;
                long from = boot.getValue().get(i - 1);
                long to = boot.getValue().get(i);
                wrong = to == from + 1 ? wrong : "after " + from + " came " + to + " in boot " + boot.getKey();
            }
        }
        return of("2 sequence", steps > 0, wrong.isEmpty(), wrong.isEmpty() ? steps + " steps of one" : wrong);
    }

    private Finding rebirthKept() {
        Optional<Sent> asked = sent.values().stream()
                .filter(s -> s.command().equals("rebirth"))
                .findFirst();
        if (asked.isEmpty()) {
            return of("2 rebirth", false, false, "");
        }
        long at = asked.get().at();
        Set<String> before = new HashSet<>();
        Set<String> after = new HashSet<>();
        for (Heard h : heard) {
            if (h.said().part() != Part.ANSWER && h.said().part() != Part.EVENT) {
                (h.at() < at ? before : after).add(h.said().part() + h.said().name());
            }
        }
        before.add(Part.STATE.toString());
        before.add(Part.DESCRIPTION.toString());
        before.removeAll(after);
        return of(
                "2 rebirth",
                true,
                before.isEmpty(),
                before.isEmpty() ? "everything was said again" : "not said again: " + before);
    }

    private Finding lossKept() {
        Optional<Heard> lost = only(Part.STATE).stream()
                .filter(h -> !h.retained() && state(h).filter("lost"::equals).isPresent())
                .findFirst();
        if (lost.isEmpty()) {
            return of("3 last will", false, false, "pull the network cable during the check to see it");
        }
        long last = heard.stream()
                .mapToLong(Heard::at)
                .filter(at -> at < lost.get().at())
                .max()
                .orElse(lost.get().at());
        long silent = lost.get().at() - last;
        return of("3 last will", true, silent <= 20_000, "after " + silent + " ms of silence");
    }

    private List<Finding> answersKept() {
        List<Finding> found = new ArrayList<>();
        sent.forEach((id, command) -> {
            List<Heard> answers = only(Part.ANSWER).stream()
                    .filter(h -> h.said().name().equals(id))
                    .toList();
            boolean inTime = answers.stream().allMatch(a -> a.at() - command.at() <= ANSWER_MS);
            boolean refuses = !command.command().equals("nonsense")
                    || answers.stream().allMatch(a -> a.payload()
                            .filter(p -> !p.flag("ok"))
                            .flatMap(p -> p.text("code"))
                            .filter("unsupported"::equals)
                            .isPresent());
            found.add(of(
                    "4 answer to " + command.command(),
                    true,
                    answers.size() == 1 && inTime && refuses,
                    answers.size() + " answers; one within 5 s is right"
                            + (refuses ? "" : ", and 'unsupported' for a command nobody knows")));
        });
        return found;
    }

    private List<Heard> only(Part part) {
        return heard.stream()
                .filter(h -> h.said().part() == part && h.payload().isPresent())
                .toList();
    }

    private List<Heard> live() {
        return heard.stream()
                .filter(h -> !h.retained() && h.payload().isPresent())
                .toList();
    }

    private static Optional<String> state(Heard h) {
        try {
            return Optional.of(h.payload().orElseThrow().state().word());
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static Finding of(String rule, boolean seen, boolean kept, String detail) {
        return new Finding(rule, !seen ? Verdict.NOT_SEEN : kept ? Verdict.KEPT : Verdict.BROKEN, detail);
    }
}
