/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * Refuses posts that a browser sends on behalf of another site. Forms are stateless, so no token guards them; browsers
 * say where a post comes from in Sec-Fetch-Site, or, over plain HTTP, in Origin. A program that sends neither is no
 * browser that could be tricked.
 */
@WebFilter("/*")
public class CrossSiteFilter extends HttpFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (HARMLESS.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else if (Api.isAsked(request)) {
            Problem.send(response, 403, "This was sent by a browser on behalf of another site.");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "This form was sent from another site.");
        }
    }

    private static boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OURS.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOwn(origin, request);
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            URI own = URI.create(request.getRequestURL().toString());
            URI from = URI.create(origin);
            return own.getScheme().equalsIgnoreCase(from.getScheme())
                    && own.getHost().equalsIgnoreCase(from.getHost())
                    && port(own) == port(from);
        } catch (RuntimeException e) {
            return false; // "null", or no URI at all
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
