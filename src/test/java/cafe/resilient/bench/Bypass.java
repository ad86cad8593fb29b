/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.pool.Pools;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;

/**
 * Calls the service without the platform, while it is on: one plain attempt in a fixed region. It stands before the platform's
 * interceptor and calls the bean itself, so that both ways run in the same JVM, in the same code compiled in the same way,
 * on the same connections: two servers differ by more than what is to be measured. Only a benchmark's server ever has it.
 */
@Resilient
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE - 1)
public class Bypass {

    private static final String REGION = "west";
    private static volatile boolean on;

    @Inject
    private Clock clock;

    @Inject
    private Pools pools;

    @AroundInvoke
    public Object call(InvocationContext context) throws Exception {
        if (!on) {
            return context.proceed();
        }
        Deadline deadline = Deadline.in(Duration.ofSeconds(7));
        Object answer = new Attempt(REGION, pools.generation(REGION), Journey.begun(clock.instant()), deadline)
                .run(() -> context.getMethod().invoke(context.getTarget(), context.getParameters()));
        return answer instanceof Receipt receipt ? receipt.stamped(REGION, deadline.waited()) : answer;
    }

    /** POST /bypass?on=true; answers 204. */
    @WebServlet("/bypass")
    public static class Switch extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            on = Boolean.parseBoolean(request.getParameter("on"));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
