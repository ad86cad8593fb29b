/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.region.WriterMonitor;
import cafe.resilient.platform.report.KnownFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up as long as the application runs, whatever the stores do: if readiness asked the databases, a failover would take
 * every server out of service at the very moment it is survived (Keycloak issues 11300 and 24493 tell how that goes).
 * What is degraded is told beside it, from what is known, without asking.
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {

    @Inject
    WriterMonitor monitor;

    @Inject
    TransactionQueue queue;

    @Inject
    KnownFaults faults;

    @Override
    public HealthCheckResponse call() {
        Optional<String> writer = monitor.writer();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("stores")
                .up()
                .withData("state", isWhole(writer) ? "whole" : "degraded")
                .withData("writer", writer.orElse("none"))
                .withData("queue", queue.isWhole() ? "answers" : "does not answer in every region");
        faults.now().forEach(health::withData);
        return health.build();
    }

    private boolean isWhole(Optional<String> writer) {
        return writer.isPresent() && queue.isWhole() && faults.now().isEmpty();
    }
}
