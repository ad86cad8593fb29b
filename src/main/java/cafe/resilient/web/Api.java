/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. */
@ApplicationPath(Api.PATH)
public class Api extends Application {

    static final String PATH = "/api";

    private static final String ASKED = "cafe.api";

    /** Whether a program is to be answered, rather than a browser: also while an error is told. */
    static boolean isAsked(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
            request.setAttribute(ASKED, request.getServletPath().equals(PATH));
        }
        return Boolean.TRUE.equals(request.getAttribute(ASKED));
    }
}
