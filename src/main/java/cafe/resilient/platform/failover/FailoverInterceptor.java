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
 * with the call's own parameters. Between two tries it waits for the watch to prove a writer. A command that no database
 * took is kept in the queue.
 */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FailoverInterceptor {

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Parking parking;

    @Inject
    private Pools pools;

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
        Deadline deadline = Deadline.in(settings.budget());
        Deadline forDatabases = deadline.earlier(settings.reserve());
        Journey journey = Journey.begun(clock.instant());
        Exception fault = null;
        boolean unknown = false;
        Optional<String> region = waitingRoom.writer(forDatabases);
        while (region.isPresent() && !forDatabases.passed()) {
            String tried = region.get();
            Journey entered = journey.then(clock.instant(), Tier.BACKEND, "entered in region " + tried);
            long generation = pools.generation(tried);
            try {
                Object answer = new Attempt(tried, entered, forDatabases).run(context::proceed);
                return answer instanceof Receipt receipt ? receipt.stamped(tried, deadline.waited()) : answer;
            } catch (Exception e) {
                fault = e;
                Fault whose = FaultJudge.judge(e);
                unknown |= whose == Fault.COMMIT_UNKNOWN;
                journey = journey.then(clock.instant(), Tier.BACKEND, "no answer from region " + tried);
                region = switch (whose) {
                    case STORE, COMMIT_UNKNOWN ->
                        waitingRoom.afterFault(tried, generation, FaultJudge.endsConnection(e), forDatabases);
                    case CONTENT -> throw refused(context, tried, e);
                    case BUG -> none(context, e);
                };
            }
        }
        Optional<Command> command = commandOf(context);
        if (command.isEmpty()) {
            throw notTaken(context, fault);
        }
        return parking.park(command.get(), journey, deadline, fault, unknown);
    }

    private static RefusedException refused(InvocationContext context, String region, Exception e) {
        LOG.refused(nameOf(context), region, FaultJudge.evidence(e));
        return new RefusedException("The database does not accept what this contains", e);
    }

    /** No database is tried again: it would fail there too. What the customer sent is kept all the same. */
    private static Optional<String> none(InvocationContext context, Exception e) {
        LOG.bug(nameOf(context), e);
        return Optional.empty();
    }

    /** Of what only asks nothing is lost: no warning each time somebody looks. */
    private static NotTakenException notTaken(InvocationContext context, Exception fault) {
        LOG.debugf(fault, "No region answered %s in time", nameOf(context));
        return NotTakenException.notTaken("No region has a writer", fault);
    }

    private static Optional<Command> commandOf(InvocationContext context) {
        return Arrays.stream(context.getParameters())
                .filter(Command.class::isInstance)
                .map(Command.class::cast)
                .findFirst();
    }

    /** The command by type and number, never by content; else the method. For logs: in peace nobody needs it. */
    private static String nameOf(InvocationContext context) {
        return commandOf(context)
                .map(Parking::nameOf)
                .orElse(context.getMethod().getName());
    }
}
