/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** On a server that only replays, nothing is served: a front that asks is told to go elsewhere. */
@WebFilter("/*")
public class ServedFilter extends HttpFilter {

    @Inject
    private Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (settings.webEnabled()) {
            chain.doFilter(request, response);
        } else {
            Problem.send(response, 503, "This server serves no customers: it only replays.");
        }
    }
}
