/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ClockProvider;
import java.time.Clock;

/** Lets Bean Validation judge past and future by the cafe's clock; named in validation.xml. */
@ApplicationScoped
public class CafeClock implements ClockProvider {

    @Inject
    private Clock clock;

    @Override
    public Clock getClock() {
        return clock;
    }
}
