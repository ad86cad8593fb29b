/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the platform needs to know of the application it serves.
 *
 * @param regions names of the regions, the one to ask first in front; at least one
 * @param datasources JNDI name of a region's datasource without the region's name at its end
 * @param budget how long a call may take from its request's arrival, hangs included; at least twice the reserve
 * @param reserve the end of the budget, which is the queue's: no database is tried any more
 * @param maxWaiting how many calls may wait for a writer at once
 * @param watchInterval how often a region is asked in peace
 * @param alarmInterval how often all regions are asked in doubt
 * @param queueTable the queue's table; beside it is one of the same name with "-aside" at its end
 * @param queueRegions where copies of the queue are, the one to use first in front; at least one
 * @param replay whether this server enters what is queued
 */
public record PlatformSettings(
        List<String> regions,
        String datasources,
        Duration budget,
        Duration reserve,
        int maxWaiting,
        Duration watchInterval,
        Duration alarmInterval,
        String queueTable,
        List<QueueRegion> queueRegions,
        boolean replay) {

    public static final Duration SHORTEST_BUDGET = Duration.ofMillis(400);
    public static final Duration LONGEST_BUDGET = Duration.ofSeconds(12);
    public static final Duration SHORTEST_RESERVE = Duration.ofMillis(200);
    public static final Duration LONGEST_RESERVE = Duration.ofSeconds(6);
    public static final Duration SHORTEST_WATCH = Duration.ofMillis(100);
    public static final Duration LONGEST_WATCH = Duration.ofHours(1);
    public static final Duration SHORTEST_ALARM = Duration.ofMillis(10);
    public static final Duration LONGEST_ALARM = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException in one sentence, which names what is wrong, and says what would be right */
    public PlatformSettings {
        regions = List.copyOf(regions);
        queueRegions = List.copyOf(queueRegions);
        require(
                !regions.isEmpty() && Set.copyOf(regions).size() == regions.size(),
                "regions",
                "names, each once",
                regions);
        require(!queueRegions.isEmpty(), "queueRegions", "at least one region", queueRegions);
        require(maxWaiting >= 1, "maxWaiting", "a whole number from 1 on", maxWaiting);
        requireBetween(SHORTEST_BUDGET, LONGEST_BUDGET, "budget", budget);
        requireBetween(SHORTEST_RESERVE, LONGEST_RESERVE, "reserve", reserve);
        requireBetween(SHORTEST_WATCH, LONGEST_WATCH, "watchInterval", watchInterval);
        requireBetween(SHORTEST_ALARM, LONGEST_ALARM, "alarmInterval", alarmInterval);
        require(
                reserve.multipliedBy(2).compareTo(budget) <= 0,
                "budget",
                "at least twice the reserve of " + reserve,
                budget);
    }

    private static void requireBetween(Duration least, Duration most, String name, Duration value) {
        boolean right = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        require(right, name, "from %s to %s".formatted(least, most), value);
    }

    private static void require(boolean right, String name, String what, Object value) {
        if (!right) {
            throw new IllegalArgumentException("PlatformSettings.%s must be %s, not %s".formatted(name, what, value));
        }
    }
}
