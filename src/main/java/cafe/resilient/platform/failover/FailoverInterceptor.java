/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.report.Metrics;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Tries a call in the region of the writer until it is taken or its deadline has come; each try is a new transaction
 * with the call's own parameters. Between two tries it waits for the writer monitor to prove a writer. A command that no database
 * took is kept in the queue.
 */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FailoverInterceptor {

    @Inject
    RequestArrival arrival;

    @Inject
    WriterWait writerWait;

    @Inject
    Admission admission;

    @Inject
    FaultReaction reaction;

    @Inject
    Breakers breakers;

    @Inject
    BreakerProbe probe;

    @Inject
    QueueFallback fallback;

    @Inject
    QueueCopies copies;

    @Inject
    Pools pools;

    @Inject
    Metrics metrics;

    @Inject
    CommandNumbers numbers;

    @Inject
    PlatformSettings settings;

    @Inject
    Clock clock;

    /**
     * @throws RefusedException if the content is at fault
     * @throws NotTakenException if no store took the call before the deadline
     */
    @AroundInvoke
    public Object call(InvocationContext context) throws Exception {
        Duration budget = Call.budget(context.getMethod(), settings.budget());
        Call call = new Call(
                context,
                numbers,
                arrival.deadline(budget),
                shorter(settings.reserve(), budget.dividedBy(2)),
                Journey.begun(clock.instant()));
        try {
            return answer(call);
        } finally {
            call.copy.forbid();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Object answer(Call call) throws Exception {
        Optional<String> region = writerWait.writerNow();
        if (region.isEmpty()) {
            copies.schedule(call);
            region = writerWait.writer(call.forDatabases);
        }
        while (true) {
            Optional<Admission.Admitted> admitted = region.flatMap(asked -> admission.enter(call, asked));
            if (admitted.isPresent()) {
                Attempt attempt = attempt(call, admitted.get().region());
                long begun = System.nanoTime();
                Exception fault;
                try {
                    return answer(call, attempt);
                } catch (Exception e) {
                    fault = e;
                    metrics.attempted(
                            attempt.region(), FaultJudge.judge(e).name().toLowerCase(Locale.ROOT));
                } finally {
                    admitted.get().permit().release();
                }
                region = reaction.to(fault, call, attempt, begun);
            } else {
                try {
                    Receipt receipt = fallback.queue(call);
                    probe.probe(call);
                    return receipt;
                } catch (QueueAwayException e) {
                    region = fallback.awaitWriterInstead(call, e);
                }
            }
        }
    }

    private Object answer(Call call, Attempt attempt) throws Exception {
        Object answer = attempt.run(call::proceed, () -> breakers.took(call.kind(), attempt.region()));
        took(call, attempt);
        return stamped(attempt, call, answer);
    }

    /** What found its row there already says nothing of whether the table takes others. */
    private void took(Call call, Attempt attempt) {
        writerWait.took(attempt.region());
        metrics.attempted(attempt.region(), "succeeded");
        if (call.command().isEmpty()) {
            breakers.took(call.kind(), attempt.region());
        }
    }

    private Attempt attempt(Call call, String region) {
        Journey entered = call.journey.then(clock.instant(), Event.ENTERED, region);
        return new Attempt(region, pools.generation(region), entered, call.forDatabases);
    }

    private static Object stamped(Attempt attempt, Call call, Object answer) {
        return answer instanceof Receipt receipt ? receipt.stamped(attempt.region(), call.deadline.waited()) : answer;
    }
}
