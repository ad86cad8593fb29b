/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandJson;
import cafe.resilient.platform.CommandNumbers;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser sent, kept by that browser alone, in a cookie for the page that shows it. No session holds it, so any
 * server can show it, after any restart: a command's number is computed from its content, so what gives the number of the
 * page, by any of the keys, is what was sent under it. Who puts something else there sees nothing.
 */
final class SubmittedCookie {

    /** Browsers drop a cookie of more than 4 KiB, its name and attributes included. */
    private static final int MAX_CHARACTERS = 3800;

    private static final int SECONDS = (int) Duration.ofDays(3).toSeconds();

    private SubmittedCookie() {}

    /** @param page the only one that gets to see it, such as /order.xhtml. What is too long for a cookie is not kept. */
    static void keep(Command command, String page) {
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(CommandJson.write(command).getBytes(UTF_8));
        if (value.length() <= MAX_CHARACTERS) {
            ExternalContext response = FacesContext.getCurrentInstance().getExternalContext();
            response.addResponseCookie(
                    name(command.getClass()),
                    value,
                    Map.of(
                            "path",
                            response.getRequestContextPath() + page,
                            "httpOnly",
                            true,
                            "secure",
                            response.isSecure(),
                            "maxAge",
                            SECONDS));
        }
    }

    /** What this browser sent under this number, if it was the last it sent. */
    static <C extends Command> Optional<C> find(Class<C> type, String number, CommandNumbers numbers) {
        Object cookie = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get(name(type));
        return cookie == null
                ? Optional.empty()
                : read(type, ((Cookie) cookie).getValue()).filter(sent -> numbers.isOf(sent, number));
    }

    private static <C extends Command> Optional<C> read(Class<C> type, String value) {
        try {
            return Optional.of(
                    CommandJson.read(new String(Base64.getUrlDecoder().decode(value), UTF_8), type));
        } catch (RuntimeException e) {
            return Optional.empty(); // nothing that we wrote
        }
    }

    private static String name(Class<?> type) {
        return type.getSimpleName();
    }
}
