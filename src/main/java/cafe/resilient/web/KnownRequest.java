/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;

/**
 * A request of which only what the site uses is passed on, where the rest could break it: of its cookies our own, whatever
 * else a browser keeps for this host, and the languages it would like, if they can be read.
 */
final class KnownRequest extends HttpServletRequestWrapper {

    private static final String LANGUAGES = "Accept-Language";

    /** The language, and what was sent, by its command's name: see {@link Language} and {@link SubmittedCookie}. */
    private static final Pattern OURS =
            Pattern.compile("(?<![^;,\\s])(lang|[A-Z][A-Za-z]{1,39})=([A-Za-z0-9_-]{0,4096}+)(?=[;,\\s]|$)");

    KnownRequest(HttpServletRequest request) {
        super(request);
    }

    /** Undertow's own reading of them fails as a whole: at the 33rd, and at a character that does not belong into one. */
    @Override
    public Cookie[] getCookies() {
        return Collections.list(super.getHeaders("Cookie")).stream()
                .flatMap(header -> OURS.matcher(header).results())
                .limit(32)
                .map(ours -> new Cookie(ours.group(1), ours.group(2)))
                .toArray(Cookie[]::new);
    }

    @Override
    public String getHeader(String name) {
        return isUnreadable(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isUnreadable(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private boolean isUnreadable(String name) {
        return LANGUAGES.equalsIgnoreCase(name)
                && Collections.list(super.getHeaders(LANGUAGES)).stream()
                        .anyMatch(languages -> !HeaderSyntax.isAcceptLanguage(languages));
    }
}
