/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.RefusedException;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What went wrong, as application/problem+json (RFC 9457). */
public final class Problems {

    private Problems() {}

    /** A rule forbids it. */
    @Provider
    public static class Refused implements ExceptionMapper<RefusedException> {
        @Override
        public Response toResponse(RefusedException e) {
            return problem(409, "REFUSED", e.getMessage());
        }
    }

    /** Another rule forbids it. */
    @Provider
    public static class Overdrawn implements ExceptionMapper<OverdrawnException> {
        @Override
        public Response toResponse(OverdrawnException e) {
            return problem(409, "REFUSED", e.getMessage());
        }
    }

    /** No store took it, or nobody knows. To be sent again with the same key. */
    @Provider
    public static class NotTaken implements ExceptionMapper<NotTakenException> {
        @Override
        public Response toResponse(NotTakenException e) {
            return problem(503, e.isUnknown() ? "UNKNOWN" : "NOT_TAKEN", e.getMessage());
        }
    }

    /** A bug of ours. */
    @Provider
    public static class Bug implements ExceptionMapper<EJBException> {
        @Override
        public Response toResponse(EJBException e) {
            return problem(500, "BUG", e.getCausedByException().getClass().getSimpleName());
        }
    }

    private static Response problem(int status, String outcome, String detail) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(Json.createObjectBuilder()
                        .add("status", status)
                        .add("outcome", outcome)
                        .add("detail", detail)
                        .build()
                        .toString())
                .build();
    }
}
