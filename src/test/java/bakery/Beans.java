/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.queue.QueueRegion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the platform asks of its application. */
@ApplicationScoped
public class Beans {

    @Produces
    @Singleton
    PlatformSettings settings(@ConfigProperty(name = "cafe.queue.regions") String queue) {
        return new PlatformSettings(
                List.of("west", "east"),
                "java:jboss/datasources/cafe/",
                Duration.ofSeconds(7),
                Duration.ofSeconds(1),
                200,
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                "bakery-queue",
                Arrays.stream(queue.split(",")).map(QueueRegion::parse).toList(),
                true);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
