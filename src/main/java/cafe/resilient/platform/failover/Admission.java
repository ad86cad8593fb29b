/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Decides whether a call may make an attempt in a region just now: its table takes commands, and there are not too many
 * under way, which after a failover means few.
 */
@ApplicationScoped
public class Admission {

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Breakers breakers;

    @Inject
    private QueueCopy copy;

    @Inject
    private Pools pools;

    /**
     * Waits for the call's turn.
     *
     * @return where it may be tried, which is not the region it asked for if the writer moved meanwhile, and is to be {@link
     *     #leave left}; empty if nowhere
     */
    Optional<String> enter(Call call, String asked) {
        if (!call.mayTryDatabases() || !takes(call, asked)) {
            return Optional.empty();
        }
        if (enters(asked, 0)) {
            return Optional.of(asked);
        }
        copy.schedule(call);
        Optional<String> region = Optional.of(asked);
        while (region.isPresent() && entersInTurn(call, region.get())) {
            if (waitingRoom.writerNow().equals(region)) {
                return region;
            }
            leave(region.get());
            region = waitingRoom.writer(call.forDatabases);
        }
        return Optional.empty();
    }

    void leave(String region) {
        pools.leave(region);
    }

    /** Unless its table takes nothing just now, and the queue does. */
    private boolean takes(Call call, String region) {
        return call.queueRefused || call.command().isEmpty() || breakers.isClosed(call.kind(), region);
    }

    private boolean entersInTurn(Call call, String region) {
        long nanos = call.forDatabases.earlier(Attempt.SHORTEST).left();
        return nanos > 0 && waitingRoom.seated(() -> enters(region, nanos));
    }

    private boolean enters(String region, long nanos) {
        try {
            return pools.enter(region, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
