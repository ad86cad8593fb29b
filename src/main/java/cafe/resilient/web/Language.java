/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The language of a page: asked for by its address, or once before (a cookie remembers), or the browser's own. */
@Named
@RequestScoped
public class Language {

    private static final String NAME = "lang";

    private Locale locale;

    public Locale getLocale() {
        if (locale == null) {
            FacesContext faces = FacesContext.getCurrentInstance();
            ExternalContext request = faces.getExternalContext();
            Optional<Locale> asked = spoken(request.getRequestParameterMap().get(NAME));
            asked.ifPresent(language -> remember(request, language));
            locale = asked.or(() -> remembered(request))
                    .orElseGet(() -> faces.getApplication().getViewHandler().calculateLocale(faces));
        }
        return locale;
    }

    /** What the switch offers. */
    public List<Locale> getSpoken() {
        return Texts.SPOKEN;
    }

    private static void remember(ExternalContext request, Locale language) {
        Map<String, Object> kept = Map.of("path", "/", "httpOnly", true, "maxAge", (int)
                Duration.ofDays(365).toSeconds());
        request.addResponseCookie(NAME, language.getLanguage(), kept);
    }

    private static Optional<Locale> remembered(ExternalContext request) {
        Cookie cookie = (Cookie) request.getRequestCookieMap().get(NAME);
        return cookie == null ? Optional.empty() : spoken(cookie.getValue());
    }

    private static Optional<Locale> spoken(String language) {
        return Texts.SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst();
    }
}
