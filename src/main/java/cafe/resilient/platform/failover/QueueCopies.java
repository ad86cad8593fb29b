/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Status.State;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.queue.TransactionQueue.Kept;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Puts a command that has waited for a while into the queue beside its waiting. So all who wait for the same writer do not meet the
 * queue together, at their deadline, when each put has to share the little time there is. If a database takes the command first,
 * the replay finds the copy done.
 */
@ApplicationScoped
class QueueCopies {

    /** When it is put, in per cent of a call's time for databases, drawn for each call. Most failovers are over by then. */
    private static final int EARLIEST = 40;

    private static final int LATEST = 65;

    /** A queue that was too slow once may be quicker before the call has to be answered. */
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(1));

    /** Threads of its own: those of the server flush pools, and must not wait for a queue that is mute. */
    private static final int THREADS = 8;

    @Inject
    TransactionQueue queue;

    @Inject
    CommandNumbers numbers;

    @Inject
    PlatformSettings settings;

    @Inject
    Clock clock;

    @Resource
    ManagedThreadFactory threads;

    private ScheduledExecutorService executor;

    @PostConstruct
    void start() {
        executor = Executors.newScheduledThreadPool(THREADS, threads);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /**
     * The call begins to wait: its command, if it has one, is put in a while unless it was answered by then. One of a sequence is not: what
     * came later would wait behind a copy whose command is done.
     */
    void schedule(Call call) {
        if (call.command().isEmpty() || call.sequence().isPresent() || !call.copy.plan()) {
            return;
        }
        long share = ThreadLocalRandom.current().nextLong(EARLIEST, LATEST);
        long patience = settings.budget().minus(settings.reserve()).toNanos() * share / 100;
        long delay = patience - call.deadline.waited().toNanos();
        schedule(call, call.command().orElseThrow(), Math.max(0, delay), 0);
    }

    /** @param tries how often it was tried before */
    private void put(Call call, Command command, int tries) {
        if (!call.copy.begin()) {
            return;
        }
        boolean again = false;
        try {
            PendingCommand waiting =
                    new PendingCommand(numbers.of(command), command, call.journey.then(clock.instant(), Event.QUEUED));
            Duration most = settings.reserve().multipliedBy(2);
            Deadline deadline = Deadline.in(most).by(call.deadline.end());
            Kept kept = queue.putCopy(waiting, call.copy.call, call.deadline, deadline);
            call.copy.kept(kept.region(), kept.only());
        } catch (QueueAwayException e) {
            if (!e.isUnknown()) {
                call.copy.notKept();
            }
            again = true;
        } catch (RuntimeException e) { // the application is going
            LOG.debugf(e, "%s was not put beside its waiting", call.kind());
        } finally {
            call.copy.end();
        }
        if (again && call.deadline.left() > 0) {
            schedule(call, command, BACK_OFF.pause(tries), tries + 1);
        }
    }

    private void schedule(Call call, Command command, long delay, int tries) {
        try {
            executor.schedule(() -> put(call, command, tries), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // the application is going: the call puts it itself
        }
    }

    /**
     * The call's command is refused, and must not be entered later: takes its copy back, if there is one.
     *
     * @throws NotTakenException if it may be in all the same: then a refusal would be no truth
     */
    void takeBack(Call call, Exception refusal) {
        if (call.command().isEmpty()) {
            return;
        }
        call.copy.forbid();
        call.copy.await(Duration.ofNanos(call.deadline.left()));
        boolean takenBack = isTakenBack(call);
        if (call.unknown || call.copy.isUnknown() || !takenBack) {
            throw NotTakenException.unknown("A database refuses it, and another store may have it", refusal);
        }
    }

    /**
     * Whether the call's command waits in the queue by an earlier call: then what is refused now may be done later all the same. A copy of
     * its own, just taken back, was the only one, though another region may still show it for a moment.
     */
    boolean isQueuedBefore(Call call) {
        if (call.command().isEmpty() || call.copy.isKept()) {
            return false;
        }
        try {
            return queue.find(call.number())
                    .filter(status -> status.state() == State.QUEUED)
                    .isPresent();
        } catch (QueueAwayException e) {
            return false; // nobody is kept from his answer by that
        }
    }

    private boolean isTakenBack(Call call) {
        try {
            Optional<String> region = call.copy.keptIn();
            return region.isEmpty() || queue.takeBack(call.number(), call.copy.call, region.get(), call.deadline);
        } catch (QueueAwayException e) {
            return false;
        }
    }
}
