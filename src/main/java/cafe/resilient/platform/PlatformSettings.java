/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.List;

/**
 * What the platform needs to know of the application it serves.
 *
 * @param regions names of the regions, the one to ask first in front; at least one
 * @param datasources JNDI name of a region's datasource without the region's name at its end
 * @param budget how long a call may take in all, hangs included
 */
public record PlatformSettings(List<String> regions, String datasources, Duration budget) {

    public PlatformSettings {
        regions = List.copyOf(regions);
    }
}
