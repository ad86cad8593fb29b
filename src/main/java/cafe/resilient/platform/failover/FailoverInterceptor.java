/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Arrival;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.region.Attempt;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Clock;
import java.util.Optional;

/**
 * Tries a call in the region of the writer until it is taken or its deadline has come; each try is a new transaction
 * with the call's own parameters. Between two tries it waits for the watch to prove a writer. A command that no database
 * took is kept in the queue.
 */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FailoverInterceptor {

    @Inject
    private Arrival arrival;

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Parking parking;

    @Inject
    private Pools pools;

    @Inject
    private CommandNumbers numbers;

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    /**
     * @throws RefusedException if the content is at fault
     * @throws NotTakenException if no store took the call before the deadline
     */
    @AroundInvoke
    public Object call(InvocationContext context) throws Exception {
        Call call = new Call(
                context,
                numbers,
                arrival.deadline(settings.budget()),
                settings.reserve(),
                Journey.begun(clock.instant()));
        Optional<String> region = waitingRoom.writer(call.forDatabases);
        while (true) {
            if (region.isPresent() && call.mayTryDatabases()) {
                Attempt attempt = attempt(call, region.get());
                try {
                    Object answer = attempt.run(call::proceed);
                    waitingRoom.took();
                    return stamped(attempt, call, answer);
                } catch (Exception e) {
                    region = afterFault(call, attempt, e);
                }
            } else {
                try {
                    return parking.park(call);
                } catch (QueueAwayException e) {
                    region = parking.awaitWriterInstead(call, e);
                }
            }
        }
    }

    private Attempt attempt(Call call, String region) {
        Journey entered = call.journey.then(clock.instant(), Tier.BACKEND, "entered in region " + region);
        return new Attempt(region, pools.generation(region), entered, call.forDatabases);
    }

    private static Object stamped(Attempt attempt, Call call, Object answer) {
        return answer instanceof Receipt receipt ? receipt.stamped(attempt.region(), call.deadline.waited()) : answer;
    }

    /** Where it is tried next; empty if nowhere. */
    private Optional<String> afterFault(Call call, Attempt attempt, Exception e) {
        Fault whose = FaultJudge.judge(e);
        call.fault = e;
        call.unknown |= whose == Fault.COMMIT_UNKNOWN;
        boolean ended = FaultJudge.endsConnection(e);
        String what = whose == Fault.COMMIT_UNKNOWN || ended ? "no answer from region " : "not taken by region ";
        call.journey = call.journey.then(clock.instant(), Tier.BACKEND, what + attempt.region());
        return switch (whose) {
            case STORE, COMMIT_UNKNOWN -> waitingRoom.afterFault(attempt, ended);
            case CONTENT -> {
                LOG.refused(call.name(), attempt.region(), FaultJudge.evidence(e));
                throw new RefusedException("The database does not accept what this contains", e);
            }
            case BUG -> { // it would fail in any database; what the customer sent is kept all the same
                if (FaultJudge.isOfDatabase(e)) {
                    LOG.unexpected(call.name(), attempt.region(), FaultJudge.evidence(e));
                } else {
                    LOG.bug(call.name(), e);
                }
                call.bug = true;
                yield Optional.empty();
            }
        };
    }
}
