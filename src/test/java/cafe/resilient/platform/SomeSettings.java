/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.List;

/** Settings of two regions for units: what a test does not name is as in the cafe. */
public final class SomeSettings {

    public static final Duration BUDGET = Duration.ofSeconds(7);
    public static final Duration RESERVE = Duration.ofSeconds(1);

    private SomeSettings() {}

    public static PlatformSettings replaying(boolean replay) {
        return of(BUDGET, RESERVE, 200, replay);
    }

    public static PlatformSettings maxWaiting(int calls) {
        return of(BUDGET, RESERVE, calls, true);
    }

    public static PlatformSettings timed(Duration budget, Duration reserve) {
        return of(budget, reserve, 200, true);
    }

    private static PlatformSettings of(Duration budget, Duration reserve, int maxWaiting, boolean replay) {
        return new PlatformSettings(
                List.of("west", "east"),
                "java:jboss/datasources/",
                budget,
                reserve,
                maxWaiting,
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                "queue",
                List.of(QueueRegion.OF_ENVIRONMENT),
                replay);
    }
}
