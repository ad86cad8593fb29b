/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.util.concurrent.Semaphore;

/** The right to make one attempt in a region. */
public final class Place {

    private final Semaphore places;

    Place(Semaphore places) {
        this.places = places;
    }

    /** The attempt is over. */
    public void leave() {
        places.release();
    }
}
