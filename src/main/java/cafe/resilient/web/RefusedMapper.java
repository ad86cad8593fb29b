/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.RefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the database does not accept is the content's fault: 400. */
@Provider
public class RefusedMapper implements ExceptionMapper<RefusedException> {

    @Override
    public Response toResponse(RefusedException e) {
        return Problem.of(400, e.getMessage() + ".").build();
    }
}
