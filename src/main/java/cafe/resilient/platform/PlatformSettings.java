/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.List;

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

    public PlatformSettings {
        regions = List.copyOf(regions);
        queueRegions = List.copyOf(queueRegions);
    }
}
