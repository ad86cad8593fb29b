/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The clock of a server that goes wrong: added to its application in the place of the cafe's own. */
@Dependent
@Alternative
@Priority(1)
public class SkewedClock {

    static final String PROPERTY = "cafe.clock.skew";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(PROPERTY)));
    }
}
