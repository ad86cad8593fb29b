/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.ops;

import cafe.resilient.platform.region.RegionWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that this server takes orders, not that it has a database: if readiness asked the databases, a failover
 * would take every server out of service at the very moment it is survived (Keycloak issues 11300
 * and 24493 tell how that goes). Where the writer is, is told beside it, from what the watch knows, without asking.
 */
@Readiness
@ApplicationScoped
public class OrdersTaken implements HealthCheck {

    @Inject
    private RegionWatch watch;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("orders")
                .up()
                .withData("writer", watch.writer().orElse("none"))
                .build();
    }
}
