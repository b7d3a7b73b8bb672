package dev.countersign.push;

import java.time.Duration;

/** How often, and how soon, a notification is sent again that its push service did not take. */
enum Repetition {
    /** Somebody waits for it at a login screen, and has other ways in: a few times, and soon. */
    A_FEW {
        @Override
        boolean isEnough(int sends) {
            return sends >= MOST_SENDS;
        }

        @Override
        Duration pause(int sends) {
            return FIRST_PAUSE.multipliedBy(sends);
        }
    },
    /** It may come late: as long as it lives, the pause doubled each time. */
    ALL_ITS_LIFE {
        @Override
        boolean isEnough(int sends) {
            return false;
        }

        @Override
        Duration pause(int sends) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(sends - 1, DOUBLINGS));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    };

    private static final int MOST_SENDS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 9;

    /** Whether it is given up after so many. */
    abstract boolean isEnough(int sends);

    /** Until the next one, after so many; where the push service wants none of its own. */
    abstract Duration pause(int sends);
}
