/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.List;

/**
 * Time, as far as the machine's processors were the cafe's to have. The lab repairs nodes and the customers order on the same two
 * cores: where they use three quarters of them, four seconds of waiting are one second of the cafe's. Without any usage known all time is.
 */
final class FreeTime {

    private final List<Usage> usages;

    FreeTime(List<Usage> usages) {
        this.usages = usages;
    }

    /** Microseconds of it between these two moments, in microseconds since the run began. */
    long between(long from, long to) {
        double taken = 0;
        for (int i = 1; i < usages.size(); i++) {
            Usage before = usages.get(i - 1);
            Usage after = usages.get(i);
            long inside = Math.min(to, after.at()) - Math.max(from, before.at());
            if (inside > 0) {
                taken += inside * byOthers(before, after);
            }
        }
        return to - from - Math.round(taken);
    }

    /** The share of the processors that others used. A server that was started anew has used less than before: that counts as nothing. */
    private static double byOthers(Usage before, Usage after) {
        long cafe = Math.max(0, after.cafe() - before.cafe());
        long others = after.busy() - before.busy() - cafe;
        return Math.max(0, Math.min(1, (double) others / Math.max(1, after.all() - before.all())));
    }
}
