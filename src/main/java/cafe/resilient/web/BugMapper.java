/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Nothing of a bug's inside to the client. */
@Provider
public class BugMapper implements ExceptionMapper<RuntimeException> {

    @Override
    public Response toResponse(RuntimeException e) {
        BugLog.tell(e);
        return Problem.of(500, "Something failed on our side. Sending it again cannot double it.")
                .build();
    }
}
