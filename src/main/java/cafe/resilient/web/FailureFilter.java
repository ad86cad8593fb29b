/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;

/**
 * Lets Faces show the page of an error as to a plain GET: what failed, or was refused, is not read a second time. Programs are
 * told a problem.
 */
@WebFilter(urlPatterns = "/error.xhtml", dispatcherTypes = DispatcherType.ERROR)
public class FailureFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        if (Api.isAsked(request)) {
            Problem.send(response, response.getStatus(), Texts.of(Locale.ENGLISH, key(request, response.getStatus())));
        } else {
            chain.doFilter(new PlainGet(new KnownRequest(request)), response);
        }
    }

    private static String key(HttpServletRequest request, int status) {
        Object refusal = request.getAttribute(Refusal.KEY);
        return refusal != null ? refusal.toString() : status >= 500 ? "error.500.lead" : "error.400.lead";
    }

    private static final class PlainGet extends HttpServletRequestWrapper {

        PlainGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        /** Of no header but the language is a page of an error made, and each of them may be what was wrong. */
        @Override
        public String getHeader(String name) {
            return "Accept-Language".equalsIgnoreCase(name) ? super.getHeader(name) : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return "Accept-Language".equalsIgnoreCase(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
        }

        @Override
        public String getParameter(String name) {
            return null;
        }

        @Override
        public String[] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
