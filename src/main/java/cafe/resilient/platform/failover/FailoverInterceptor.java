/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.region.Attempt;
import cafe.resilient.platform.region.Regions;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tries a call region by region until one takes it; each try is a new transaction with the call's own parameters. */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FailoverInterceptor {

    @Inject
    private Regions regions;

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
        Deadline deadline = Deadline.in(settings.budget());
        Journey journey = Journey.begun(clock.instant());
        Exception fault = null;
        for (String region : twice(regions.byPromise())) {
            if (deadline.passed()) {
                break;
            }
            journey = journey.then(clock.instant(), Tier.BACKEND, "entered in region " + region);
            try {
                return taken(new Attempt(region, journey).run(context::proceed), region, deadline);
            } catch (Exception e) {
                fault = e;
                endIfOtherRegionsCannotHelp(context, region, e);
                journey = journey.then(clock.instant(), Tier.BACKEND, "no writer in region " + region);
            }
        }
        LOG.notTaken(nameOf(context), settings.regions(), fault == null ? "none" : FaultJudge.evidence(fault));
        throw NotTakenException.notTaken("No region has a writer", fault);
    }

    /** The first failure of a stale connection empties its pool: the second try in the same region gets a fresh one. */
    private static List<String> twice(List<String> regions) {
        return Stream.concat(regions.stream(), regions.stream()).toList();
    }

    private Object taken(Object answer, String region, Deadline deadline) {
        if (answer instanceof Receipt receipt) {
            regions.committedIn(region);
            return receipt.stamped(region, deadline.waited());
        }
        return answer;
    }

    private void endIfOtherRegionsCannotHelp(InvocationContext context, String region, Exception fault) {
        switch (FaultJudge.judge(fault)) {
            case STORE -> {}
            case COMMIT_UNKNOWN -> {
                LOG.unknown(nameOf(context), region, FaultJudge.evidence(fault));
                throw NotTakenException.unknown("The commit in region " + region + " was not answered", fault);
            }
            case CONTENT -> {
                LOG.refused(nameOf(context), region, FaultJudge.evidence(fault));
                throw new RefusedException("The database does not accept what this contains", fault);
            }
            case BUG -> {
                LOG.bug(nameOf(context), fault);
                throw NotTakenException.notTaken("A bug of ours", fault);
            }
        }
    }

    /** The command by type and number, never by content; else the method. */
    private static String nameOf(InvocationContext context) {
        return Arrays.stream(context.getParameters())
                .filter(Command.class::isInstance)
                .map(c -> c.getClass().getSimpleName() + " " + ((Command) c).number())
                .findFirst()
                .orElse(context.getMethod().getName());
    }
}
