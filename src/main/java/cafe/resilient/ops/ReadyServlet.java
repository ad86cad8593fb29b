/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.ops;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Readiness for a front or a load balancer, on the port of the pages: the management port, with its /health, is not theirs to
 * see. 503 until the server is warm; while it is suspended WildFly answers 503 in its place.
 */
@WebServlet("/ready")
public class ReadyServlet extends HttpServlet {

    @Inject
    private WarmUp warmUp;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setHeader("Cache-Control", "no-store");
        boolean ready = warmUp.isReady();
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.getWriter().print(ready ? "ready\n" : "warming up\n");
    }
}
