package org.jackfield.pbx.sim.internal.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Direction;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Does;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Hold;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Ring;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Transfer;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** The calls of the day, one after the other, from a seed: the same seed tells the same story. */
final class Script {
    private static final int KNOWN_PERCENT = 91;
    private static final int WITHHELD_PERCENT = 3;
    private static final int NAMED_PERCENT = 65;
    private static final Range PATIENCE = new Range(2_500, 9_000);
    private static final Range HOLD = new Range(1_500, 8_000);
    private static final Range CUSTOMER_RINGS = new Range(1_500, 6_000);

    /** What a script is made from; {@code speed} shortens every time by that factor. */
    record Style(Mix mix, Range ringMs, Range talkMs, double speed) {}

    private final SplittableRandom random;
    private final Style style;
    private final List<Customer> customers;
    private final List<String> lines;
    private final List<PbxSetup.Queue> queues;
    private int nextLine;

    /** @param spared a line that the script leaves alone, unless it is the only one; empty for none */
    Script(long seed, Style style, PbxSetup setup, String spared, List<Customer> customers) {
        this.random = new SplittableRandom(seed);
        this.style = style;
        this.customers = customers;
        List<String> all = setup.lines().stream().map(PbxSetup.Line::number).toList();
        List<String> others = all.stream().filter(line -> !line.equals(spared)).toList();
        this.lines = others.isEmpty() ? all : others;
        this.queues = setup.queues().stream()
                .filter(queue -> queue.members().stream().anyMatch(member -> lines.contains(member.number())))
                .toList();
        this.nextLine = random.nextInt(lines.size());
    }

    /** The next call. */
    CallPlan next() {
        Mix.Kind kind = style.mix().pick(random);
        return switch (kind) {
            case OUTBOUND -> fromAgent(Direction.OUTBOUND);
            case INTERNAL -> fromAgent(Direction.INTERNAL);
            default -> inbound(kind);
        };
    }

    private CallPlan inbound(Mix.Kind kind) {
        boolean direct = kind == Mix.Kind.DIRECT
                || queues.isEmpty()
                || kind != Mix.Kind.QUEUE
                        && kind != Mix.Kind.MISSED
                        && kind != Mix.Kind.REJECTED
                        && random.nextBoolean();
        String line = line();
        String to = direct
                ? PbxSetup.ddi(line)
                : queues.get(random.nextInt(queues.size())).number();
        String[] caller = caller();
        List<Ring> rings = new ArrayList<>();
        if (kind == Mix.Kind.MISSED) {
            rings.add(Ring.miss());
        } else if (kind == Mix.Kind.REJECTED) {
            rings.add(new Ring(Does.REJECT, time(style.ringMs()) / 2));
        } else if (kind == Mix.Kind.ABANDONED) {
            rings.add(Ring.miss());
        }
        if (kind != Mix.Kind.ABANDONED) {
            rings.add(Ring.answer(time(style.ringMs())));
        }
        long talk = time(style.talkMs());
        Optional<Transfer> transfer = Optional.empty();
        if (kind == Mix.Kind.TRANSFER) {
            transfer = Optional.of(new Transfer(talk / 2, colleague(line), random.nextInt(4) == 0));
            rings.add(Ring.answer(time(style.ringMs())));
        }
        return new CallPlan(
                Direction.INBOUND,
                caller[0],
                caller[1],
                to,
                kind == Mix.Kind.ABANDONED ? time(PATIENCE) : 0,
                rings,
                talk,
                kind == Mix.Kind.HOLD ? holds(talk) : List.of(),
                transfer,
                random.nextBoolean());
    }

    private CallPlan fromAgent(Direction direction) {
        String line = line();
        boolean outside = direction == Direction.OUTBOUND;
        String to = outside ? customers.get(random.nextInt(customers.size())).number() : colleague(line);
        boolean busy = outside && random.nextInt(12) == 0;
        Ring ring = busy
                ? new Ring(Does.REJECT, time(new Range(300, 900)))
                : Ring.answer(time(outside ? CUSTOMER_RINGS : style.ringMs()));
        return new CallPlan(
                direction,
                line,
                "",
                to,
                0,
                List.of(ring),
                time(style.talkMs()),
                List.of(),
                Optional.empty(),
                random.nextBoolean());
    }

    private List<Hold> holds(long talk) {
        long first = talk / 5;
        long length = Math.min(time(HOLD), Math.max(1, talk / 4));
        Hold once = new Hold(first, length);
        return random.nextBoolean() ? List.of(once) : List.of(once, new Hold(first + length + talk / 5, length));
    }

    /** Number and shown name: somebody we know, a stranger, or somebody who does not show a number. */
    private String[] caller() {
        int who = random.nextInt(100);
        Customer customer = customers.get(random.nextInt(customers.size()));
        boolean named = random.nextInt(100) < NAMED_PERCENT;
        int stranger = 200 + random.nextInt(800);
        if (who < KNOWN_PERCENT) {
            return new String[] {customer.number(), named ? customer.name() : ""};
        }
        if (who < KNOWN_PERCENT + WITHHELD_PERCENT) {
            return new String[] {"anonymous", "Anonymous"};
        }
        return new String[] {"+441614960" + stranger, ""};
    }

    /** Lines take turns, so that a fast script does not call a line that is busy. */
    private String line() {
        nextLine = (nextLine + 1) % lines.size();
        return lines.get(nextLine);
    }

    private String colleague(String line) {
        if (lines.size() == 1) {
            return line;
        }
        int other = (lines.indexOf(line) + 1 + random.nextInt(lines.size() - 1)) % lines.size();
        return lines.get(other);
    }

    private long time(Range range) {
        return range.pick(random, style.speed());
    }
}
