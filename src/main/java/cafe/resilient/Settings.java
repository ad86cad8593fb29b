/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import static cafe.resilient.platform.PlatformSettings.LONGEST_ALARM;
import static cafe.resilient.platform.PlatformSettings.LONGEST_BUDGET;
import static cafe.resilient.platform.PlatformSettings.LONGEST_RESERVE;
import static cafe.resilient.platform.PlatformSettings.LONGEST_WATCH;
import static cafe.resilient.platform.PlatformSettings.SHORTEST_ALARM;
import static cafe.resilient.platform.PlatformSettings.SHORTEST_BUDGET;
import static cafe.resilient.platform.PlatformSettings.SHORTEST_RESERVE;
import static cafe.resilient.platform.PlatformSettings.SHORTEST_WATCH;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.QueueRegion;
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
import java.util.Locale;
import java.util.Set;
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
    private Set<String> hosts;

    /** Makes the server read the settings at deployment, not at the first order. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PostConstruct
    void read() {
        Duration budget = duration("cafe.order.budget", "PT7S", SHORTEST_BUDGET, LONGEST_BUDGET);
        Duration reserve = duration("cafe.queue.reserve", "PT1S", SHORTEST_RESERVE, LONGEST_RESERVE);
        if (reserve.multipliedBy(2).compareTo(budget) > 0) {
            throw new IllegalArgumentException("cafe.order.budget must be at least twice cafe.queue.reserve");
        }
        platform = new PlatformSettings(
                read("cafe.regions", "west,east", Settings::names, "names such as west,east: letters, digits and -"),
                "java:jboss/datasources/cafe/",
                budget,
                reserve,
                read("cafe.order.max-waiting", "200", Settings::positive, "a whole number from 1 on"),
                duration("cafe.watch.interval", "PT1S", SHORTEST_WATCH, LONGEST_WATCH),
                duration("cafe.watch.alarm-interval", "PT0.05S", SHORTEST_ALARM, LONGEST_ALARM),
                read("cafe.queue.table", "cafe-queue", Settings::table, "3 to 200 letters, digits, '.', '_' or '-'"),
                read(
                        "cafe.queue.regions",
                        "",
                        Settings::queueRegions,
                        "AWS regions such as eu-central-1,eu-west-1, each with an address if it is not AWS's:"
                                + " eu-central-1=http://127.0.0.1:8801"),
                read("cafe.replay.enabled", "true", Settings::yesOrNo, "true or false"));
        hosts = read(
                "cafe.hosts", "", Settings::hosts, "names such as cafe.example.org,www.example.org, without ports");
        webEnabled = read("cafe.web.enabled", "true", Settings::yesOrNo, "true or false");
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

    /** The names customers use for the site, in small letters; localhost and addresses of the machine are not among them. */
    public Set<String> hosts() {
        return hosts;
    }

    private Duration duration(String name, String otherwise, Duration least, Duration most) {
        return read(
                name,
                otherwise,
                value -> between(Duration.parse(value), least, most),
                "a duration from %s to %s such as %s".formatted(least, most, otherwise));
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
        List<String> names =
                Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        if (names.stream().anyMatch(name -> !name.matches("[A-Za-z0-9-]+"))
                || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(value);
        }
        return names;
    }

    private static Set<String> hosts(String value) {
        if (!value.matches("([A-Za-z0-9.-]+(\\s*,\\s*[A-Za-z0-9.-]+)*)?")) {
            throw new IllegalArgumentException(value);
        }
        return value.isEmpty()
                ? Set.of()
                : Set.copyOf(Arrays.asList(value.toLowerCase(Locale.ROOT).split("\\s*,\\s*")));
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
                : Arrays.stream(value.split(",", -1)).map(QueueRegion::parse).toList();
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

    private static Duration between(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }
}
