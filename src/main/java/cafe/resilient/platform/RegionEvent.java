/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Instant;

/** What happened to a region, fired as a CDI event for whoever wants to show or count it. */
public record RegionEvent(Kind kind, String region, Instant at) {

    public enum Kind {
        FAULT_SEEN,
        POOL_FLUSHED,
        WRITER_LOST,
        WRITER_FOUND,
        REGION_SWITCHED
    }
}
