/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The first of all (see web.xml): refuses requests that a library behind it would fail at, with a stack trace in the log for
 * each, and hands on the others as {@link KnownRequest}. What fails all the same is our bug.
 */
public class WellFormedFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Api.isAsked(request)) {
            response.setHeader("Cache-Control", "no-store");
        }
        Refusal refusal = refusal(request, response);
        if (refusal != null) {
            refusal.send(request, response);
        } else if (!Api.isAsked(request) && request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", methods(request));
        } else {
            handOn(new KnownRequest(request), response, chain);
        }
    }

    private static void handOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            BugLog.tell(e);
            if (response.isCommitted()) {
                throw new IOException("The answer ends here", e); // which cuts the connection
            }
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private static Refusal refusal(HttpServletRequest request, HttpServletResponse response) {
        boolean api = Api.isAsked(request);
        if (!HeaderSyntax.isAddress(request.getRequestURI())
                || request.getRequestURI().indexOf(';') >= 0 // the front would not know the page by its address
                || (api && request.getQueryString() != null && !HeaderSyntax.isAddress(request.getQueryString()))) {
            return Refusal.ADDRESS;
        }
        if (!isOfTheWeb(request.getRequestURL().toString())) {
            return Refusal.HOST;
        }
        if (Collections.list(request.getHeaders("Accept")).stream()
                .anyMatch(accept -> !HeaderSyntax.isAccept(accept))) {
            return Refusal.ACCEPT;
        }
        String type = request.getContentType();
        if (type != null && !HeaderSyntax.isMediaType(type)) {
            return api ? Refusal.JSON_TYPE : Refusal.FORM_TYPE;
        }
        if (!api && !List.of(methods(request).split(", ")).contains(request.getMethod())) {
            response.setHeader("Allow", methods(request));
            return Refusal.METHOD;
        }
        return null;
    }

    /** Only pages have forms; static files are read. Any other servlet says itself which of the methods that servlets have it has. */
    private static String methods(HttpServletRequest request) {
        if (!Set.of("faces", "default").contains(request.getHttpServletMapping().getServletName())) {
            return "GET, HEAD, POST, PUT, DELETE, OPTIONS";
        }
        return request.getServletPath().endsWith(".xhtml") && !KnownAddresses.isFile(request)
                ? "GET, HEAD, POST, OPTIONS"
                : "GET, HEAD, OPTIONS";
    }

    /** Addresses are made of it: what the front says of scheme and host, too. */
    private static boolean isOfTheWeb(String url) {
        try {
            String scheme = URI.create(url).getScheme();
            return "http".equals(scheme) || "https".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
