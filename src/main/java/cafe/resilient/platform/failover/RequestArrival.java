/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Deadline;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * When a thread took the request that a call belongs to. The call's deadline counts from there: the customer also waits
 * while a busy server, or one that has just been started, makes sense of what he sent. (How long he waited for a thread, or took
 * to send it, is not known here.)
 */
@RequestScoped
class RequestArrival {

    private long at = System.nanoTime();

    /** Makes it with its request, not with the first call. */
    void arrive(@Observes @Initialized(RequestScoped.class) Object event) {
        at = System.nanoTime();
    }

    /** That long after it. */
    public Deadline deadline(Duration budget) {
        return new Deadline(at, at + budget.toNanos());
    }
}
