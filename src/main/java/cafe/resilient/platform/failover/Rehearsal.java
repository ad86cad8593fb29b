/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Book;
import cafe.resilient.platform.Books;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import cafe.resilient.platform.region.RegionWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Goes the way of a failover before there is one: flushes the pool, and enters a command of each type and rolls it back. So the first
 * real ones find all loaded, connected and compiled. For a server that serves nobody yet.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    @Inject
    private Books books;

    @Inject
    private RegionWatch watch;

    @Inject
    private Pools pools;

    @Inject
    private Clock clock;

    private final AtomicBoolean flushed = new AtomicBoolean();

    /** A database that is in trouble is not rehearsed with: customers are waiting. */
    private volatile boolean givenUp;

    /** Does nothing while no region has a writer; never throws for a database's fault. */
    public void rehearse() {
        watch.writer().filter(writer -> !givenUp).ifPresent(writer -> {
            if (flushed.compareAndSet(false, true)) {
                pools.warm(writer);
            }
            books.all().forEach(shelf -> rehearse(writer, shelf.book()));
        });
    }

    private void rehearse(String region, Book<?> book) {
        Attempt attempt =
                new Attempt(region, pools.generation(region), Journey.begun(clock.instant()), Deadline.in(BUDGET));
        try {
            attempt.run(() -> {
                book.rehearse();
                return null;
            });
            pools.answered(region);
        } catch (Exception e) {
            givenUp = true;
            LOG.debugf(e, "A rehearsal in region %s failed", region);
        }
    }
}
