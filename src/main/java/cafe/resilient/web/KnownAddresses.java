/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The addresses that reach Faces: of the pages there are, and of static files as our pages have them, to the letter. Mojarra
 * remembers, for good, each name it was ever asked for, whether it exists or not, and each static file by the parameters of its address
 * (library, locale, contract); so any other would cost memory.
 */
final class KnownAddresses {

    private static final String FOLDER = "/resources/cafe/";
    private static final Pattern QUERY = Pattern.compile("ln=cafe(&v=[0-9a-f]{12})?");

    private final Set<String> pages;
    private final Set<String> files;

    KnownAddresses(ServletContext site) {
        pages = all(site, "/", path -> path);
        files = all(
                site,
                FOLDER,
                path -> site.getContextPath() + "/jakarta.faces.resource/" + path.substring(FOLDER.length())
                        + ".xhtml");
    }

    private static Set<String> all(ServletContext site, String folder, UnaryOperator<String> address) {
        return site.getResourcePaths(folder).stream().map(address).collect(Collectors.toUnmodifiableSet());
    }

    boolean have(HttpServletRequest request) {
        String query = request.getQueryString();
        return isFile(request)
                ? files.contains(request.getRequestURI())
                        && query != null
                        && QUERY.matcher(query).matches()
                : pages.contains(request.getServletPath());
    }

    /** Whether Faces would take this for the address of a static file, by whatever name of whatever library. */
    static boolean isFile(HttpServletRequest request) {
        return request.getServletPath().contains("faces.resource");
    }
}
