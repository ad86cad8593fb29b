/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses what no form of ours sends, before Faces stumbles over it: forms that are not posted, other content types, bodies of any excessive or
 * unknown size (browsers always tell a form's length), views that are not stateless. REST resources bound their own
 * content, see {@link JsonBody}.
 */
@WebFilter("*.xhtml")
public class PageFilter extends HttpFilter {

    private static final long MAX_BYTES = 32 * 1024;
    private static final String VIEW = "jakarta.faces.ViewState";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int refused = request.getMethod().equals("POST") ? refusal(request) : refusalUnlessPosted(request);
        if (refused > 0) {
            response.sendError(refused);
            return;
        }
        if (!request.getServletPath().startsWith("/jakarta.faces.resource/")) {
            // a form holds its submission: shared by a cache, one customer's order would be taken for another's retry
            response.setHeader("Cache-Control", "private, no-cache");
        }
        chain.doFilter(request, response);
    }

    /**
     * Faces knows a form that was sent by a parameter, whatever the method: an address on another site's page, of an image
     * perhaps, would place orders, and no browser says of a GET where it comes from in a way that could be refused.
     */
    private static int refusalUnlessPosted(HttpServletRequest request) {
        return request.getParameter(VIEW) == null ? 0 : HttpServletResponse.SC_BAD_REQUEST;
    }

    /** The status to refuse it with, or 0. */
    private static int refusal(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BYTES) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        if (request.getContentLengthLong() < 0) {
            return HttpServletResponse.SC_LENGTH_REQUIRED;
        }
        String type = request.getContentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(FORM)) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        if (request.getParameter("number") != null) {
            return HttpServletResponse.SC_BAD_REQUEST; // a question, where the front does not count it
        }
        String view = request.getParameter(VIEW);
        return view == null || view.equals("stateless") ? 0 : HttpServletResponse.SC_BAD_REQUEST;
    }
}
