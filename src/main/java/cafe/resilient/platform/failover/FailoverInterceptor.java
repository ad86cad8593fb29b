/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tries a call in the region of the writer until it is taken or its deadline has come; each try is a new transaction
 * with the call's own parameters. Between two tries it waits for the watch to prove a writer.
 */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FailoverInterceptor {

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Pools pools;

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    /**
     * @throws RefusedException if the content is at fault
     * @throws NotTakenException if no region took the call before the deadline
     */
    @AroundInvoke
    public Object call(InvocationContext context) throws Exception {
        Deadline deadline = Deadline.in(settings.budget()).earlier(settings.reserve());
        Journey journey = Journey.begun(clock.instant());
        Exception fault = null;
        boolean unknown = false;
        Optional<String> region = waitingRoom.writer(deadline);
        while (region.isPresent() && !deadline.passed()) {
            String tried = region.get();
            journey = journey.then(clock.instant(), Tier.BACKEND, "entered in region " + tried);
            long generation = pools.generation(tried);
            try {
                Object answer = new Attempt(tried, journey, deadline).run(context::proceed);
                return answer instanceof Receipt receipt ? receipt.stamped(tried, deadline.waited()) : answer;
            } catch (Exception e) {
                fault = e;
                unknown |= requireStoresFault(nameOf(context), tried, e, unknown) == Fault.COMMIT_UNKNOWN;
                journey = journey.then(clock.instant(), Tier.BACKEND, "no answer from region " + tried);
                region = waitingRoom.afterFault(tried, generation, FaultJudge.endsConnection(e), deadline);
            }
        }
        throw notTaken(nameOf(context), fault, unknown);
    }

    /** @return the fault, if another attempt may succeed */
    private static Fault requireStoresFault(String call, String region, Exception e, boolean unknown) {
        Fault fault = FaultJudge.judge(e);
        switch (fault) {
            case STORE, COMMIT_UNKNOWN -> {}
            case CONTENT -> {
                LOG.refused(call, region, FaultJudge.evidence(e));
                throw new RefusedException("The database does not accept what this contains", e);
            }
            case BUG -> {
                LOG.bug(call, e);
                throw unknown
                        ? NotTakenException.unknown("A bug of ours after a commit that was not answered", e)
                        : NotTakenException.notTaken("A bug of ours", e);
            }
        }
        return fault;
    }

    private NotTakenException notTaken(String call, Exception fault, boolean unknown) {
        String evidence = fault == null ? "none" : FaultJudge.evidence(fault);
        if (unknown) {
            LOG.unknown(call, evidence);
            return NotTakenException.unknown("A commit was not answered, and no region has a writer", fault);
        }
        LOG.notTaken(call, settings.regions(), evidence);
        return NotTakenException.notTaken("No region has a writer", fault);
    }

    /** The command by type and number, never by content; else the method. For logs: in peace nobody needs it. */
    private static String nameOf(InvocationContext context) {
        return Arrays.stream(context.getParameters())
                .filter(Command.class::isInstance)
                .map(c -> c.getClass().getSimpleName() + " " + ((Command) c).number())
                .findFirst()
                .orElse(context.getMethod().getName());
    }
}
