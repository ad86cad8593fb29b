/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.QueueRegion;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application makes of its settings. Its administrator knows them from a table in operations.md alone. */
class SettingsTest {

    /** A line of the table: the name, and the default if that is a value. */
    private static final Pattern LINE = Pattern.compile("\\| `(cafe\\.[a-z.-]+)` \\| (?:`([^`]+)`|[^|]+) \\|.*");

    /** The names that were asked for. */
    private final Set<String> asked = new TreeSet<>();

    @Test
    void itReadsTheSettingsOfTheTableAndNoOthers() throws Exception {
        settings(Map.of());

        assertThat(asked).isEqualTo(table().keySet());
    }

    @Test
    void theDefaultsAreThoseOfTheTable() throws Exception {
        Map<String, String> written = new HashMap<>();
        table().forEach((name, value) -> value.ifPresent(given -> written.put(name, given)));
        assertThat(written)
                .as("all but the AWS SDK's, and hosts, of which there are none")
                .hasSize(table().size() - 2);

        Settings none = settings(Map.of());
        Settings all = settings(written);

        assertThat(none.platform()).isEqualTo(all.platform());
        assertThat(none.hosts()).isEmpty();
        assertThat(none.webEnabled()).isEqualTo(all.webEnabled());
        assertThat(none.clock().getZone()).isEqualTo(all.clock().getZone());
        assertThat(none.platform().queueRegions()).containsExactly(QueueRegion.OF_ENVIRONMENT);
    }

    @Test
    void eachArrivesWhereItIsUsed() throws Exception {
        Settings settings = settings(Map.ofEntries(
                Map.entry("cafe.regions", "north , south"),
                Map.entry("cafe.order.budget", "PT9S"),
                Map.entry("cafe.queue.reserve", "PT2S"),
                Map.entry("cafe.order.max-waiting", " 50 "),
                Map.entry("cafe.watch.interval", "PT3S"),
                Map.entry("cafe.watch.alarm-interval", "PT0.2S"),
                Map.entry("cafe.queue.table", "other"),
                Map.entry("cafe.queue.regions", "eu-central-1=http://127.0.0.1:8801, eu-west-1"),
                Map.entry("cafe.replay.enabled", "false"),
                Map.entry("cafe.web.enabled", "false"),
                Map.entry("cafe.hosts", "Cafe.example.org , www.example.org"),
                Map.entry("cafe.zone", "Asia/Tokyo")));

        assertThat(settings.hosts()).containsExactlyInAnyOrder("cafe.example.org", "www.example.org");

        assertThat(settings.platform())
                .isEqualTo(new PlatformSettings(
                        List.of("north", "south"),
                        "java:jboss/datasources/cafe/",
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(2),
                        50,
                        Duration.ofSeconds(3),
                        Duration.ofMillis(200),
                        "other",
                        List.of(
                                new QueueRegion("eu-central-1", URI.create("http://127.0.0.1:8801")),
                                new QueueRegion("eu-west-1", null)),
                        false));
        assertThat(settings.webEnabled()).isFalse();
        assertThat(settings.clock().getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cafe.regions              | ,
            cafe.regions              | west,,east
            cafe.regions              | west,east,
            cafe.regions              | west,west
            cafe.regions              | west/east
            cafe.order.budget         | 7
            cafe.order.budget         | PT0S
            cafe.order.budget         | PT-7S
            cafe.order.budget         | PT1H1S
            cafe.queue.reserve        | soon
            cafe.order.max-waiting    | 0
            cafe.order.max-waiting    | many
            cafe.order.max-waiting    | 99999999999
            cafe.watch.interval       | 1s
            cafe.watch.alarm-interval | PT0S
            cafe.queue.table          | q
            cafe.queue.table          | a queue
            cafe.queue.regions        | ,
            cafe.queue.regions        | eu-central-1,
            cafe.queue.regions        | Frankfurt!
            cafe.queue.regions        | eu-central-1=127.0.0.1
            cafe.queue.regions        | eu-central-1=ftp://127.0.0.1
            cafe.replay.enabled       | yes
            cafe.web.enabled          | 1
            cafe.hosts                | cafe.example.org:443
            cafe.hosts                | *
            cafe.hosts                | a b
            cafe.hosts                | a,,b
            cafe.zone                 | Atlantis
            """)
    void aWrongOneIsNamedInOneSentenceThatSaysWhatIsRight(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(name + " must be ")
                .endsWith(", not '" + value + "'")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1.999S", "PT0.5S"})
    void aBudgetThatIsMostlyReserveIsNone(String budget) {
        assertThatThrownBy(() -> settings(Map.of("cafe.order.budget", budget)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cafe.order.budget must be at least twice cafe.queue.reserve");
    }

    /** As the server reads them at deployment. */
    private Settings settings(Map<String, String> given) throws ReflectiveOperationException {
        Config config = (Config) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Config.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getOptionalValue");
                    asked.add((String) arguments[0]);
                    return Optional.ofNullable(given.get((String) arguments[0]));
                });
        Settings settings = new Settings();
        Field injected = Settings.class.getDeclaredField("config");
        injected.setAccessible(true);
        injected.set(settings, config);
        settings.read();
        return settings;
    }

    private static Map<String, Optional<String>> table() throws IOException {
        Map<String, Optional<String>> defaults = new HashMap<>();
        String page = Files.readString(Path.of("src/site/markdown/operations.md"));
        String section = page.substring(page.indexOf("## Settings of the application"));
        section.substring(0, section.indexOf("## Settings of the keys"))
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> defaults.put(line.group(1), Optional.ofNullable(line.group(2))));
        return defaults;
    }
}
