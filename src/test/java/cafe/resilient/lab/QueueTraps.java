/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to happen to the next requests to the queue, whichever of the regions meant they come to. */
final class QueueTraps {
    static final String THROTTLE = "throttle";
    static final String LOSE_REPLY = "lose-reply";

    /** @param regions those it may spring in */
    private record Trap(String word, Set<String> regions) {}

    /** Guarded by this, as are the three below. Each springs once, in the order they were set. */
    private final List<Trap> set = new ArrayList<>();
    /** Regions that refuse every request until told otherwise. */
    private final Set<String> throttled = new HashSet<>();
    /** Regions that no delete reaches until told otherwise. */
    private final Set<String> losingDeletes = new HashSet<>();

    private final Map<String, Duration> slow = new HashMap<>();

    synchronized void set(String word, int times, Collection<String> regions) {
        set.addAll(Collections.nCopies(times, new Trap(word, Set.copyOf(regions))));
    }

    synchronized void throttle(Collection<String> regions) {
        throttled.addAll(regions);
    }

    synchronized void loseDeletes(Collection<String> regions) {
        losingDeletes.addAll(regions);
    }

    synchronized void slow(String region, Duration time) {
        slow.put(region, time);
    }

    synchronized Duration slow(String region) {
        return slow.getOrDefault(region, Duration.ZERO);
    }

    synchronized boolean throttles(String region) {
        return throttled.contains(region) || spring(THROTTLE, region);
    }

    synchronized boolean losesReply(String region, String operation) {
        return operation.equals("PutItem") && spring(LOSE_REPLY, region);
    }

    synchronized boolean losesRequest(String region, String operation) {
        return operation.equals("BatchWriteItem") && losingDeletes.contains(region);
    }

    private boolean spring(String word, String region) {
        Optional<Trap> trap = set.stream()
                .filter(each -> each.word.equals(word) && each.regions.contains(region))
                .findFirst();
        trap.ifPresent(set::remove);
        return trap.isPresent();
    }

    /** A trap that was set for this region and another is gone there too. */
    synchronized void clear(String region) {
        set.removeIf(trap -> trap.regions.contains(region));
        throttled.remove(region);
        losingDeletes.remove(region);
        slow.remove(region);
    }

    /** As the drills are called: "slow=200ms", "throttle", "throttle*3", "lose-reply". */
    synchronized List<String> words(String region) {
        List<String> words = new ArrayList<>();
        if (!slow(region).isZero()) {
            words.add("slow=" + slow(region).toMillis() + "ms");
        }
        if (throttled.contains(region)) {
            words.add(THROTTLE);
        }
        if (losingDeletes.contains(region)) {
            words.add("lose-deletes");
        }
        for (String word : List.of(THROTTLE, LOSE_REPLY)) {
            long times = set.stream()
                    .filter(trap -> trap.word.equals(word) && trap.regions.contains(region))
                    .count();
            if (times > 0) {
                words.add(times == 1 ? word : word + "*" + times);
            }
        }
        return words;
    }
}
