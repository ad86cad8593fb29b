/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.report.Metrics;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Locale;

/** Counts calls by what their callers are told, around {@link FailoverInterceptor}. */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE - 1)
public class CallMetrics {

    @Inject
    Metrics metrics;

    @AroundInvoke
    public Object call(InvocationContext context) throws Exception {
        long begun = System.nanoTime();
        String outcome = "failed";
        boolean lost = Call.command(context).isPresent();
        try {
            Object answer = context.proceed();
            outcome =
                    answer instanceof Receipt receipt ? receipt.outcome().name().toLowerCase(Locale.ROOT) : "answered";
            lost = false;
            return answer;
        } catch (NotTakenException e) {
            outcome = e.isUnknown() ? "unknown" : "not_taken";
            throw e;
        } catch (Exception e) {
            boolean refused = FaultJudge.judge(e) == FaultJudge.Fault.REFUSED;
            lost &= !refused;
            outcome = refused ? "refused" : "failed";
            throw e;
        } finally {
            metrics.answered(Call.kind(context), outcome, lost, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
