/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Status;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps commands that no database could take. A region of the queue that does not answer is passed over for the next,
 * and comes last until it answers again.
 */
@ApplicationScoped
public class TransactionQueue {

    /** Of the time there is, in per cent; of the reserve it is some hundred times what a request takes in peace. */
    private static final int SHARE_PERCENT = 40;

    /** So many reserves long a put may take, if its deadline allows: longer would hold others up when a store is mute. */
    private static final int RESERVES = 2;

    /** What a put needs at least, when it has its turn, to be worth beginning: a hundred times what it takes in peace. */
    private static final Duration SHORTEST_PUT = Duration.ofMillis(150);

    /** Enough to use what a store 10 ms away can do, few enough that each is quick on two cores. */
    private static final int CONCURRENT_PUTS = 16;

    private final Semaphore atOnce = new Semaphore(CONCURRENT_PUTS, true);

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    private List<QueueTable> tables = List.of();

    /** At deployment, so that a setting the SDK cannot use is found then. Nothing is asked yet. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        tables = settings.queueRegions().stream()
                .map(region -> new QueueTable(QueueClients.of(region), region.toString(), settings.queueTable()))
                .toList();
    }

    @PreDestroy
    void stop() {
        tables.forEach(QueueTable::close);
    }

    /** All regions' copies, in the order of the setting. */
    public List<QueueTable> tables() {
        return tables;
    }

    /** Whether every region answered when it was last asked. */
    public boolean isWhole() {
        return tables.stream().allMatch(QueueTable::reachable);
    }

    /**
     * Keeps the command; tries each region once. One that is kept already, under its number, is kept once. Only some are
     * put at once: all who waited for the same writer give up in the same moment, and a put that must share its time with
     * hundreds of others only ends by its time-out.
     *
     * @param deadline for the wait and the put together
     * @throws QueueAwayException if no region kept it in time
     */
    public void put(PendingCommand waiting, Deadline deadline) throws QueueAwayException {
        QueueItem item = QueueItem.of(waiting, clock.instant());
        putInTurn(deadline, (table, patience) -> table.put(item, patience));
    }

    /**
     * The same, of a command that its call may take back until it has ended, if nobody else relies on it by then.
     *
     * @param ends by when the call has ended
     */
    public Kept putCopy(PendingCommand waiting, UUID call, Deadline ends, Deadline deadline) throws QueueAwayException {
        Instant until = clock.instant().plusNanos(ends.left());
        QueueItem copy = QueueItem.of(waiting, clock.instant()).copyOf(call, until);
        return putInTurn(deadline, (table, patience) -> table.putCopy(copy, patience));
    }

    /**
     * Where a copy is kept.
     *
     * @param only false if another region was sent it before, and may have it, too
     */
    public record Kept(String region, boolean only) {}

    private interface Put {
        void into(QueueTable table, Duration patience) throws QueueAwayException;
    }

    private Kept putInTurn(Deadline deadline, Put put) throws QueueAwayException {
        if (!queueUp(deadline.earlier(SHORTEST_PUT))) {
            throw new QueueAwayException("The queue is too slow for so many at once", false, null);
        }
        try {
            return putAnywhere(
                    put, Deadline.in(settings.reserve().multipliedBy(RESERVES)).by(deadline.end()));
        } finally {
            atOnce.release();
        }
    }

    /** While no region answers nobody waits for his turn: it would only end in a time-out, and a database may be back. */
    private boolean queueUp(Deadline deadline) {
        boolean answers = tables.stream().anyMatch(QueueTable::reachable);
        try {
            return atOnce.tryAcquire(answers ? Math.max(0, deadline.left()) : 0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
            return false;
        }
    }

    /** A region that does not answer in its part of the time is left for the next; the last one is given all there is. */
    private Kept putAnywhere(Put put, Deadline deadline) throws QueueAwayException {
        boolean unknown = false;
        QueueAwayException away = null;
        List<QueueTable> regions = bestFirst();
        for (QueueTable table : regions) {
            boolean last = table == regions.get(regions.size() - 1);
            try {
                put.into(
                        table,
                        last
                                ? QueueTable.left(deadline)
                                : longer(QueueTable.SHORTEST_REQUEST, shareOf(QueueTable.left(deadline))));
                return new Kept(table.region(), !unknown);
            } catch (QueueAwayException e) {
                unknown |= e.isUnknown();
                away = e;
            }
        }
        throw new QueueAwayException("No region of the queue kept it in time", unknown, away);
    }

    /**
     * Takes back the copy that this call put there: what one region forgets, the others do.
     *
     * @return false if it is not there, or somebody else relies on it
     * @throws QueueAwayException if the region does not answer in time
     */
    public boolean takeBack(String number, UUID call, String region, Deadline deadline) throws QueueAwayException {
        for (QueueTable table : tables) {
            if (table.region().equals(region)) {
                return table.takeBack(number, call, QueueTable.left(deadline));
            }
        }
        return false;
    }

    /**
     * Where the command with this number is, if it is in the queue or set aside.
     *
     * @throws QueueAwayException if it was not found, and a region that might have it did not answer
     */
    public Optional<Status> find(String number) throws QueueAwayException {
        QueueAwayException away = null;
        for (QueueTable table : bestFirst()) {
            try {
                Optional<Status> found = table.find(number, share());
                if (found.isPresent()) {
                    return found;
                }
            } catch (QueueAwayException e) {
                away = e;
            }
        }
        if (away != null) {
            throw away;
        }
        return Optional.empty();
    }

    /**
     * Whether commands of this sequence wait in any region, or may: one did not say, and another can keep what comes. If none answers it is
     * false: an application is not to stand still as its queue does.
     *
     * @param sequence see {@link cafe.resilient.platform.Command#sequence}
     * @param deadline for all of them
     */
    public boolean waits(String sequence, Deadline deadline) {
        String name = Sequences.name(sequence);
        boolean answered = false;
        boolean doubt = false;
        for (QueueTable table : tables) {
            if (!table.isLost() && !deadline.passed()) {
                try {
                    if (table.sequences().waits(name, shorter(share(), QueueTable.left(deadline)))) {
                        return true;
                    }
                    answered = true;
                } catch (QueueAwayException e) {
                    doubt = true;
                }
            }
        }
        return answered && doubt;
    }

    private List<QueueTable> bestFirst() {
        return tables.stream()
                .sorted(Comparator.comparing(table -> !table.reachable()))
                .toList();
    }

    /** How long one region may take while there is another to ask. */
    private Duration share() {
        return shareOf(settings.reserve());
    }

    private static Duration shareOf(Duration time) {
        return time.multipliedBy(SHARE_PERCENT).dividedBy(100);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
