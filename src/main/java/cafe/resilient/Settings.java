/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.queue.QueueRegion;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** The settings of the application, from MicroProfile Config; a wrong one stops the deployment with one sentence. */
@ApplicationScoped
public class Settings {

    @Inject
    private Config config;

    private PlatformSettings platform;
    private Clock clock;
    private boolean webEnabled;

    /** Makes the server read the settings at deployment, not at the first order. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PostConstruct
    void read() {
        platform = new PlatformSettings(
                read("cafe.regions", "west,east", Settings::names, "names such as west,east: letters, digits and -"),
                "java:jboss/datasources/cafe/",
                duration("cafe.order.budget", "PT7S"),
                duration("cafe.queue.reserve", "PT1S"),
                read("cafe.order.max-waiting", "200", Settings::positive, "a whole number from 1 on"),
                duration("cafe.watch.interval", "PT1S"),
                duration("cafe.watch.alarm-interval", "PT0.05S"),
                read("cafe.queue.table", "cafe-queue", Settings::table, "3 to 200 letters, digits, '.', '_' or '-'"),
                read(
                        "cafe.queue.regions",
                        "",
                        Settings::queueRegions,
                        "AWS regions such as eu-central-1,eu-west-1, each with an address if it is not AWS's:"
                                + " eu-central-1=http://127.0.0.1:8801"),
                read("cafe.replay.enabled", "true", Settings::yesOrNo, "true or false"));
        webEnabled = read("cafe.web.enabled", "true", Settings::yesOrNo, "true or false");
        if (platform.reserve().multipliedBy(2).compareTo(platform.budget()) > 0) {
            throw new IllegalArgumentException("cafe.order.budget must be at least twice cafe.queue.reserve");
        }
        clock = Clock.system(read("cafe.zone", "Europe/Berlin", ZoneId::of, "a time zone such as Europe/Berlin"));
    }

    @Produces
    @Singleton
    PlatformSettings platform() {
        return platform;
    }

    /** The cafe's clock, in the cafe's zone. */
    @Produces
    @Singleton
    Clock clock() {
        return clock;
    }

    /** Whether this server serves customers; else it only replays. */
    public boolean webEnabled() {
        return webEnabled;
    }

    private Duration duration(String name, String otherwise) {
        return read(name, otherwise, Settings::positiveDuration, "a duration of at most an hour such as " + otherwise);
    }

    private <T> T read(String name, String otherwise, Function<String, T> parse, String right) {
        String value = config.getOptionalValue(name, String.class).orElse(otherwise);
        try {
            return parse.apply(value.strip());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("%s must be %s, not '%s'".formatted(name, right, value), e);
        }
    }

    private static List<String> names(String value) {
        List<String> names = Arrays.stream(value.split(",")).map(String::strip).toList();
        if (names.isEmpty()
                || names.stream().anyMatch(name -> !name.matches("[A-Za-z0-9-]+"))
                || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(value);
        }
        return names;
    }

    private static String table(String value) {
        if (!value.matches("[A-Za-z0-9._-]{3,200}")) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static List<QueueRegion> queueRegions(String value) {
        return value.isEmpty()
                ? List.of(QueueRegion.OF_ENVIRONMENT)
                : Arrays.stream(value.split(",")).map(QueueRegion::parse).toList();
    }

    private static boolean yesOrNo(String value) {
        if (!value.matches("true|false")) {
            throw new IllegalArgumentException(value);
        }
        return Boolean.parseBoolean(value);
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }

    private static Duration positiveDuration(String value) {
        Duration duration = Duration.parse(value);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(value);
        }
        return duration;
    }
}
