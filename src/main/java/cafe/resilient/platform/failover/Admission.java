/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.pool.Place;
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

    /** Where a call may be tried, and its place there. */
    record Entry(String region, Place place) {}

    /**
     * Waits for the call's turn.
     *
     * @return where it may be tried, which is not the region it asked for if the writer moved meanwhile; its place is to be left.
     *     Empty if nowhere
     */
    Optional<Entry> enter(Call call, String asked) {
        if (!mayBeTried(call, asked)) {
            return Optional.empty();
        }
        Optional<Place> free = place(asked, 0);
        return free.isPresent() ? free.map(place -> new Entry(asked, place)) : enterInTurn(call, asked);
    }

    private Optional<Entry> enterInTurn(Call call, String asked) {
        copy.schedule(call);
        Optional<String> region = Optional.of(asked);
        while (region.isPresent() && mayBeTried(call, region.get())) {
            String there = region.get();
            Optional<Place> place = awaitPlace(call, there);
            if (place.isEmpty()) {
                call.crowded = true;
                return Optional.empty();
            }
            if (waitingRoom.writerNow().equals(region) && mayBeTried(call, there)) {
                return place.map(its -> new Entry(there, its));
            }
            place.get().leave(); // the writer moved while it waited, or others have found that the table takes nothing
            region = waitingRoom.writer(call.forDatabases);
        }
        return Optional.empty();
    }

    private boolean mayBeTried(Call call, String region) {
        return call.mayTryDatabases() && takes(call, region);
    }

    /** Unless its table takes nothing just now, and the queue does. */
    private boolean takes(Call call, String region) {
        return call.queueRefused || call.command().isEmpty() || breakers.isClosed(call.kind(), region);
    }

    /** Who was refused by the queue has waited already, and takes no seat. */
    private Optional<Place> awaitPlace(Call call, String region) {
        long nanos = call.forDatabases.earlier(Attempt.SHORTEST).left();
        return call.queueRefused ? place(region, nanos) : waitingRoom.seated(() -> place(region, nanos));
    }

    private Optional<Place> place(String region, long nanos) {
        try {
            return pools.enter(region, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
