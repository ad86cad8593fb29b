/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.util.concurrent.Semaphore;

/** The permit to make one attempt in a region. */
public final class AttemptPermit {

    private final Semaphore permits;

    AttemptPermit(Semaphore permits) {
        this.permits = permits;
    }

    /** The attempt is over. */
    public void release() {
        permits.release();
    }
}
