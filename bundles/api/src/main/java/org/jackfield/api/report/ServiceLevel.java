package org.jackfield.api.report;

import java.util.OptionalDouble;
import org.jackfield.api.Word;

/**
 * The definitions of "answered in time" that are in use; none is the right one, so a figure says which it is. With
 * answered and abandoned calls, those of both within T seconds, and the short ones that left before anybody could have
 * answered. Calls that overflowed or took a callback are in none of them and stated apart.
 */
public enum ServiceLevel implements Word {
    /** (answered within T + abandoned within T) / (answered + abandoned). */
    ANSWERED_OR_ABANDONED_IN_TIME {
        @Override
        double good(Parts p) {
            return p.answeredIn + p.abandonedIn;
        }

        @Override
        double all(Parts p) {
            return p.answered + p.abandoned;
        }
    },
    /** answered within T / answered. */
    OF_ANSWERED {
        @Override
        double good(Parts p) {
            return p.answeredIn;
        }

        @Override
        double all(Parts p) {
            return p.answered;
        }
    },
    /** answered within T / (answered + abandoned). */
    OF_OFFERED {
        @Override
        double good(Parts p) {
            return p.answeredIn;
        }

        @Override
        double all(Parts p) {
            return p.answered + p.abandoned;
        }
    },
    /** answered within T / (answered + abandoned after T). */
    WITHOUT_ABANDONED_IN_TIME {
        @Override
        double good(Parts p) {
            return p.answeredIn;
        }

        @Override
        double all(Parts p) {
            return p.answered + p.abandoned - p.abandonedIn;
        }
    },
    /** (answered within T + short) / (answered + abandoned). */
    SHORT_AS_GOOD {
        @Override
        double good(Parts p) {
            return p.answeredIn + p.shortOnes;
        }

        @Override
        double all(Parts p) {
            return p.answered + p.abandoned;
        }
    },
    /** answered within T / (answered + abandoned − short). */
    WITHOUT_SHORT {
        @Override
        double good(Parts p) {
            return p.answeredIn;
        }

        @Override
        double all(Parts p) {
            return p.answered + p.abandoned - p.shortOnes;
        }
    };

    private record Parts(int answered, int answeredIn, int abandoned, int abandonedIn, int shortOnes) {}

    abstract double good(Parts p);

    abstract double all(Parts p);

    /**
     * The share, between 0 and 1; empty if there was no call to speak of.
     *
     * @param answered waits of the answered calls
     * @param abandoned waits of the abandoned calls
     * @param withinSeconds T
     * @param shortSeconds an abandoned call is short if it waited at most so long
     */
    public OptionalDouble of(Waits answered, Waits abandoned, int withinSeconds, int shortSeconds) {
        Parts parts = new Parts(
                answered.count(),
                answered.within(withinSeconds),
                abandoned.count(),
                abandoned.within(withinSeconds),
                abandoned.within(shortSeconds));
        double all = all(parts);
        return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of(good(parts) / all);
    }
}
