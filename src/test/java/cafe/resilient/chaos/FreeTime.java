/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.List;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Time, as far as the machine's processors were the cafe's to have. The lab repairs nodes and the customers order on the same two
 * cores: where they use three quarters of them, four seconds of waiting are one second of the cafe's. Without any usage known all time is.
 */
final class FreeTime {

    /** By the clock alone, whoever used the processors. */
    static final FreeTime OF_THE_CLOCK = new FreeTime(List.of());

    /** Microseconds that others took up to each moment a usage is known of. */
    private final TreeMap<Long, Double> taken = new TreeMap<>();

    FreeTime(List<Usage> usages) {
        double sum = 0;
        for (int i = 0; i < usages.size(); i++) {
            if (i > 0) {
                Usage before = usages.get(i - 1);
                sum += (usages.get(i).at() - before.at()) * byOthers(before, usages.get(i));
            }
            taken.put(usages.get(i).at(), sum);
        }
    }

    /** Microseconds of it between these two moments, in microseconds since the run began. */
    long between(long from, long to) {
        return to - from - Math.round(takenUntil(to) - takenUntil(from));
    }

    private double takenUntil(long at) {
        Entry<Long, Double> before = taken.floorEntry(at);
        Entry<Long, Double> after = taken.higherEntry(at);
        if (before == null) {
            return 0;
        }
        if (after == null) {
            return before.getValue();
        }
        double share = (double) (at - before.getKey()) / (after.getKey() - before.getKey());
        return before.getValue() + share * (after.getValue() - before.getValue());
    }

    /** The share of the processors that others used. A server that was started anew has used less than before: that counts as nothing. */
    private static double byOthers(Usage before, Usage after) {
        long cafe = Math.max(0, after.cafe() - before.cafe());
        long others = after.busy() - before.busy() - cafe;
        return Math.max(0, Math.min(1, (double) others / Math.max(1, after.all() - before.all())));
    }
}
