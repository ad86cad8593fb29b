/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** What nobody foresaw is a bug of ours: loud in the log, and nothing of its inside to the client. */
@Provider
public class BugMapper implements ExceptionMapper<RuntimeException> {

    private static final Logger LOG = Logger.getLogger(BugMapper.class);

    @Override
    public Response toResponse(RuntimeException e) {
        LOG.error("CAFE0001: A request failed by a bug of ours. Report it with this stack trace.", e);
        return Problem.of(500, "Something failed on our side. Sending it again cannot double it.")
                .build();
    }
}
