/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.NotTakenException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The truth when no store could take it: 503, with what is known of it. */
@Provider
public class NotTakenMapper implements ExceptionMapper<NotTakenException> {

    @Override
    public Response toResponse(NotTakenException e) {
        return e.isUnknown()
                ? Problem.ofOutcome("UNKNOWN", "We cannot say whether it was taken. Sending it again cannot double it.")
                        .build()
                : Problem.ofOutcome(
                                "NOT_TAKEN", "It was not taken: something failed on our side. Please send it again.")
                        .build();
    }
}
