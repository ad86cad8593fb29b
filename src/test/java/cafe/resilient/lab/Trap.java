/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.Locale;

/**
 * What is to happen to the next commit or result that passes a relay.
 *
 * @param hang lost without a word, instead of with a reset of the connection
 * @param time how long a delayed commit is held
 * @param bytes how long a message of a result is at least that is cut half way
 */
record Trap(Kind kind, boolean hang, Duration time, int bytes) {
    enum Kind {
        COMMIT_LOST,
        COMMIT_REQUEST_LOST,
        COMMIT_DELAYED,
        RESET_MID_RESULT
    }

    static Trap commitLost(boolean hang) {
        return new Trap(Kind.COMMIT_LOST, hang, Duration.ZERO, 0);
    }

    static Trap commitRequestLost(boolean hang) {
        return new Trap(Kind.COMMIT_REQUEST_LOST, hang, Duration.ZERO, 0);
    }

    static Trap commitDelayed(Duration time) {
        return new Trap(Kind.COMMIT_DELAYED, false, time, 0);
    }

    static Trap resetMidResult(int bytes) {
        return new Trap(Kind.RESET_MID_RESULT, false, Duration.ZERO, bytes);
    }

    boolean ofCommits() {
        return kind != Kind.RESET_MID_RESULT;
    }

    /** As the drill is called. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
