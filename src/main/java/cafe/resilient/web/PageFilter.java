/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses what no page of ours sends, before Faces stumbles over it: forms that are not posted, other content types, bodies of any
 * excessive or unknown size (browsers always tell a form's length), views that are not stateless, parameters that are Faces' own,
 * and pages and files that do not exist. REST resources bound their own content, see {@link JsonBody}.
 */
@WebFilter("*.xhtml")
public class PageFilter extends HttpFilter {

    private static final long MAX_BYTES = 32 * 1024;
    private static final String VIEW = "jakarta.faces.ViewState";
    private static final String BUTTON = "send";
    private static final Pattern FORM = Pattern.compile(
            "application/x-www-form-urlencoded[\\s;]*+(charset\\s*+=\\s*+(utf-8|\"utf-8\")[\\s;]*+)?+",
            Pattern.CASE_INSENSITIVE);

    /** Parameters by which Faces and CDI are told what to do; our pages use none of them. */
    private static final Pattern INSIDE =
            Pattern.compile("(jakarta\\.faces\\.|javax\\.faces\\.|com\\.sun\\.faces\\.).*|jfwid|cid", Pattern.DOTALL);

    private transient KnownAddresses addresses;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        addresses = new KnownAddresses(config.getServletContext());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!addresses.have(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean file = KnownAddresses.isFile(request);
        Refusal refusal = request.getMethod().equals("POST") ? ofForm(request) : ofQuestion(request);
        if (refusal == null && !file) {
            refusal = ofParameters(request);
        }
        if (refusal != null) {
            refusal.send(request, response);
            return;
        }
        if (!file) {
            // a form holds its submission: shared by a cache, one customer's order would be taken for another's retry
            response.setHeader("Cache-Control", "private, no-cache");
        }
        chain.doFilter(request, response);
    }

    private static Refusal ofForm(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BYTES) {
            return Refusal.TOO_MUCH;
        }
        if (request.getContentLengthLong() < 0) {
            return Refusal.LENGTH;
        }
        String type = request.getContentType();
        if (type == null || !FORM.matcher(type.strip()).matches()) {
            return Refusal.FORM_TYPE;
        }
        // access logs have addresses in them, and are no place for what customers write
        return request.getQueryString() == null ? null : Refusal.QUERY;
    }

    /** A content, which a question has none of, would be read for parameters. */
    private static Refusal ofQuestion(HttpServletRequest request) {
        String type = request.getContentType();
        String kind = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
        return kind.startsWith("multipart/") || kind.startsWith("application/x-www-form-urlencoded")
                ? Refusal.UNPOSTED
                : null;
    }

    /** The form of a page has the page's name. */
    private static String form(HttpServletRequest request) {
        return request.getServletPath().replaceAll("^/|[.]xhtml$", "");
    }

    /**
     * Faces knows a form that was sent by a parameter, whatever the method: an address on another site's page, of an image
     * perhaps, would place orders, and no browser says of a GET where it comes from in a way that could be refused.
     */
    private static Refusal ofParameters(HttpServletRequest request) {
        Set<String> names;
        try {
            names = request.getParameterMap().keySet();
        } catch (RuntimeException e) {
            return Refusal.FIELDS; // more than the server takes, or a client that went away in the middle
        }
        boolean post = request.getMethod().equals("POST");
        if (post && names.contains("number")) {
            return Refusal.INSIDE; // a question, where the front does not count it
        }
        if (post && !names.containsAll(Set.of(VIEW, form(request), BUTTON))) {
            return Refusal.FIELDS; // Faces would show an empty form, as if nothing had been sent
        }
        String view = request.getParameter(VIEW);
        if (view != null && !post) {
            return Refusal.UNPOSTED;
        }
        boolean stateless = view == null || view.equals("stateless");
        boolean plain = request.getHeader("Faces-Request") == null
                && names.stream()
                        .noneMatch(name ->
                                !name.equals(VIEW) && INSIDE.matcher(name).matches());
        return stateless && plain ? null : Refusal.INSIDE;
    }
}
