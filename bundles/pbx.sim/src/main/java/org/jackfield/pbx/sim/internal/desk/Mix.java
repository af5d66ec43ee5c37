package org.jackfield.pbx.sim.internal.desk;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** How often which kind of call comes. */
public final class Mix {

    /** The kinds of calls a day at the desk is made of. */
    public enum Kind {
        /** To an agent's own number, answered. */
        DIRECT,
        /** To a queue, answered by the first agent who is rung. */
        QUEUE,
        /** To a queue; the first agent does not answer, the next does. */
        MISSED,
        /** To a queue; the first agent rejects, the next answers. */
        REJECTED,
        /** To an agent's own number or a queue; the caller gives up. */
        ABANDONED,
        /** Answered, held once or twice. */
        HOLD,
        /** Answered and sent on to a colleague. */
        TRANSFER,
        /** An agent calls a customer. */
        OUTBOUND,
        /** An agent calls a colleague. */
        INTERNAL
    }

    /** A believable day. */
    public static final String DAY =
            "queue:30,direct:18,hold:12,outbound:12,transfer:8,missed:7,abandoned:6,internal:5,rejected:2";

    private final Map<Kind, Integer> weights;
    private final int sum;

    private Mix(Map<Kind, Integer> weights) {
        this.weights = weights;
        this.sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** From {@code kind:weight,kind:weight}. */
    public static Mix parse(String text) {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (String part : text.split(",")) {
            String[] pair = part.trim().split(":");
            try {
                int weight = pair.length == 1 ? 1 : Integer.parseInt(pair[1].trim());
                if (weight < 0) {
                    throw new NumberFormatException();
                }
                weights.put(Kind.valueOf(pair[0].trim().toUpperCase(Locale.ROOT)), weight);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "\"" + part.trim() + "\" in the call mix is not kind:weight; the kinds are "
                                + Arrays.toString(Kind.values()).toLowerCase(Locale.ROOT));
            }
        }
        Mix mix = new Mix(weights);
        if (mix.sum == 0) {
            throw new IllegalArgumentException("The call mix \"" + text + "\" has no weight above 0");
        }
        return mix;
    }

    Kind pick(SplittableRandom random) {
        int at = random.nextInt(sum);
        for (Map.Entry<Kind, Integer> entry : weights.entrySet()) {
            at -= entry.getValue();
            if (at < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }
}
