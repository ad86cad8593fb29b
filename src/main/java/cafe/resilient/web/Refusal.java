/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Why a request is not let through: told by the page of errors, or below /api as a problem. It is the client's mistake, so
 * nothing is logged.
 *
 * @param status 4xx
 * @param key of the sentence that says what would be right
 */
record Refusal(int status, String key) {

    /** The request's attribute that holds the key, for the page of errors. */
    static final String KEY = "cafe.refusal";

    static final Refusal ACCEPT = new Refusal(400, "refused.accept");
    static final Refusal ADDRESS = new Refusal(400, "refused.address");
    static final Refusal FIELDS = new Refusal(400, "refused.fields");
    static final Refusal HOST = new Refusal(400, "refused.host");
    static final Refusal INSIDE = new Refusal(400, "refused.inside");
    static final Refusal QUERY = new Refusal(400, "refused.query");
    static final Refusal UNPOSTED = new Refusal(400, "refused.unposted");
    static final Refusal METHOD = new Refusal(405, "refused.method");
    static final Refusal LENGTH = new Refusal(411, "refused.length");
    static final Refusal TOO_MUCH = new Refusal(413, "error.413.lead");
    static final Refusal FORM_TYPE = new Refusal(415, "refused.form-type");
    static final Refusal JSON_TYPE = new Refusal(415, "refused.json-type");

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(KEY, key);
        response.sendError(status);
    }
}
