/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.NumberKey;
import cafe.resilient.platform.NumberKeys;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.QueueRegion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
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
                "lending-queue",
                Arrays.stream(queue.split(",")).map(QueueRegion::parse).toList(),
                true);
    }

    /**
     * Of a library that is only a test: yours are secret, random and the same on all servers.
     *
     * @param ids of the keys, each a digit; the first makes the numbers
     */
    @Produces
    @Singleton
    NumberKeys numberKeys(@ConfigProperty(name = "lending.keys", defaultValue = "1") List<String> ids) {
        List<NumberKey> keys = ids.stream().map(Beans::key).toList();
        return new NumberKeys(keys.get(0), keys.subList(1, keys.size()));
    }

    private static NumberKey key(String id) {
        byte[] secret = new byte[32];
        secret[0] = Byte.parseByte(id);
        return new NumberKey(id, new SecretKeySpec(secret, "HmacSHA256"));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
