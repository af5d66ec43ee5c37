package org.jackfield.pbx.sim.internal.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Direction;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Ring;
import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/**
 * The people: agents at their phones and customers outside, and the day they have. For the PBX's thread, but for the
 * counters.
 */
public final class Desk {
    private static final long POP_RETRY_MS = 500;
    /** Every how many calls of the pop line come through its queue. */
    private static final int POPS_BY_QUEUE = 3;

    private static final Range POP_TALK = new Range(6_000, 11_000);
    private static final int AGENT_BUSY_RETRIES = 60;

    private final Pbx pbx;
    private final DeskSetup setup;
    private final Oracle oracle;
    private final Script script;
    private final SplittableRandom arrivals;
    private final SplittableRandom pops;
    private final Map<String, AgentPhone> phones = new HashMap<>();
    private final List<Customer> callers;
    private volatile long begun;
    private volatile long open;
    private volatile long done;
    private double dueMicros;
    private int nextCaller;
    private int popped;

    public Desk(Pbx pbx, DeskSetup setup, Oracle oracle) {
        this.pbx = pbx;
        this.setup = setup;
        this.oracle = oracle;
        SplittableRandom seeds = new SplittableRandom(setup.seed());
        Script.Style style = new Script.Style(setup.mix(), setup.ringMs(), setup.talkMs(), setup.speed());
        List<Customer> customers = Customer.all();
        this.script = new Script(seeds.nextLong(), style, pbx.setup(), setup.popLine(), customers);
        this.arrivals = seeds.split();
        this.pops = seeds.split();
        this.callers = new ArrayList<>(customers);
        Collections.shuffle(callers, new Random(pops.nextLong()));
        for (PbxSetup.Line line : pbx.setup().lines()) {
            String number = line.number();
            long ringMs = number.equals(setup.popLine()) ? setup.popRingMs() : 0;
            AgentPhone phone = new AgentPhone(this, line, setup.manual().contains(number), ringMs);
            phones.put(number, phone);
            pbx.attach(line.device(), phone);
        }
        pbx.attach(PbxSetup.TRUNK, new Carrier(pbx));
    }

    /** Opens the desk: the script and the pop line's calls begin. */
    public void open() {
        if (setup.callsPerSecond() > 0) {
            dueMicros = pbx.micros() + (setup.irregular() ? gapMicros() : 0);
            arrive();
        }
        if (!setup.popLine().isEmpty()) {
            pbx.after(setup.popFirstMs(), this::pop);
        }
    }

    /**
     * Begins the call that is due and waits for the next. A late thread catches up and loses none, one call a step, so
     * that the calls that are up go on meanwhile.
     */
    private void arrive() {
        if (setup.calls() > 0 && begun == setup.calls()) {
            return;
        }
        if (dueMicros <= pbx.micros()) {
            open++;
            begun++;
            begin(script.next(), AGENT_BUSY_RETRIES);
            dueMicros += gapMicros();
        }
        pbx.after(Math.max(0, (long) Math.ceil((dueMicros - pbx.micros()) / 1000)), this::arrive);
    }

    private double gapMicros() {
        double gap = 1_000_000 / setup.callsPerSecond();
        return setup.irregular() ? -Math.log(1 - arrivals.nextDouble()) * gap : gap;
    }

    /** An agent who is in a call dials when it is over. */
    private void begin(CallPlan plan, int retries) {
        AgentPhone phone = phones.get(plan.from());
        if (phone == null || phone.idle() || retries == 0) {
            run(plan);
        } else {
            pbx.after(1_000, () -> begin(plan, retries - 1));
        }
    }

    /** Begins a call now; gives its linkedid. */
    public String start(CallPlan plan) {
        open++;
        return run(plan);
    }

    private String run(CallPlan plan) {
        Encounter call = new Encounter(this, plan);
        if (plan.direction() == Direction.INBOUND) {
            return pbx.callIn(plan.from(), plan.name(), plan.to(), call, call).linkedid();
        }
        return phones.get(plan.from()).dial(call).linkedid();
    }

    private void pop() {
        if (!phones.get(setup.popLine()).idle()) {
            pbx.after(POP_RETRY_MS, this::pop);
            return;
        }
        popped++;
        Optional<String> queue = popped % POPS_BY_QUEUE == 0 ? ownQueue() : Optional.empty();
        start(customerCalls(queue.orElse(PbxSetup.ddi(setup.popLine()))));
        pbx.after(setup.popEveryMs(), this::pop);
    }

    /** The number of the queue that the pop line is alone in. */
    private Optional<String> ownQueue() {
        return pbx.setup().queues().stream()
                .filter(queue -> queue.members().size() == 1
                        && queue.members().get(0).number().equals(setup.popLine()))
                .map(PbxSetup.Queue::number)
                .findFirst();
    }

    /** A customer who calls a line's own number; the customers take turns. */
    public CallPlan callMe(String line) {
        return customerCalls(PbxSetup.ddi(line));
    }

    private CallPlan customerCalls(String number) {
        Customer customer = callers.get(nextCaller++ % callers.size());
        return new CallPlan(
                Direction.INBOUND,
                customer.number(),
                customer.name(),
                number,
                0,
                List.of(Ring.answer(setup.ringMs().fromMs())),
                POP_TALK.pick(pops, 1),
                List.of(),
                Optional.empty(),
                pops.nextBoolean());
    }

    /** What happens in a call that a manager begins: the agent answers at once, the customer after a while. */
    CallPlan improvise(String line) {
        open++;
        return new CallPlan(
                Direction.OUTBOUND,
                line,
                "",
                "",
                0,
                List.of(Ring.answer(1_000), Ring.answer(2_500)),
                setup.talkMs().fromMs(),
                List.of(),
                Optional.empty(),
                false);
    }

    /** Whether there is a phone at the line. */
    public boolean hasLine(String line) {
        return phones.containsKey(line);
    }

    /** A hand on a phone; gives what is wrong, if something is. */
    public Optional<String> act(String line, String deed, String to) {
        return phones.get(line).act(deed, to);
    }

    Pbx pbx() {
        return pbx;
    }

    void rings(String line, Channel leg) {
        long now = pbx.micros();
        oracle.write(new Json()
                .open('{')
                .put("event", "ringing")
                .put("call", leg.linkedid())
                .put("line", line)
                .put("leg", leg.uniqueid())
                .put("from", leg.connectedNumber())
                .put("name", leg.connectedName())
                .put("epochMs", now / 1000)
                .put("epochNanos", now * 1000)
                .close('}')
                .toString());
    }

    void finished(String record) {
        open--;
        done++;
        oracle.write(record);
    }

    /** Calls that are up. */
    public long openCalls() {
        return open;
    }

    /** Calls that are over. */
    public long doneCalls() {
        return done;
    }

    /** Whether the script has an end and all its calls are over. */
    public boolean over() {
        return setup.calls() > 0 && begun == setup.calls() && open == 0;
    }
}
