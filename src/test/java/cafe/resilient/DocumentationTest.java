/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation names exists, and what exists for its readers is named there. */
class DocumentationTest {

    private static final Path MESSAGES = Path.of("src/main/java/cafe/resilient/platform/report/PlatformMessages.java");

    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files("src/site/markdown"));
        pages.add(Path.of("README.md"));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Path page) {
        Path folder = page.toAbsolutePath().getParent();

        assertThat(found("\\]\\((?!http)([^)#]+)", page))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    @Test
    void eachScriptIsNamedAndNoOther() {
        Set<String> scripts = files("scripts").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named("scripts/([a-z-]+)\\b")).isEqualTo(scripts);
    }

    @Test
    void eachLogMessageIsExplainedAndNoOther() {
        Set<String> logged = found("id = (\\d+)", MESSAGES);

        assertThat(named("UDP0(\\d+)")).isEqualTo(logged);
        assertThat(named("(CAFE\\d+)")).isEqualTo(found("(CAFE\\d+)", sources("src/main/java")));
    }

    @Test
    void eachMetricIsExplainedAndNoOther() {
        Set<String> counted = found("\"(resilient\\.[a-z.]+)\"", sources("src/main/java")).stream()
                .map(name -> name.replace('.', '_').replaceFirst("_seconds$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named("`(resilient_[a-z_]+?)(?:_seconds|_total)?`")).isEqualTo(counted);
    }

    @Test
    void eachAlertIsExplainedAndAsksForMetricsThatAreThere() {
        Path rules = Path.of("src/main/prometheus/resilient.rules.yml");
        Set<String> explained = found("(?m)^#### (\\w+)$", Path.of("src/site/markdown/operations.md"));

        assertThat(found("alert: (\\w+)", rules)).isEqualTo(explained);
        assertThat(named("`(resilient_[a-z_]+)`"))
                .containsAll(found("(resilient_[a-z_]+?)(?:_count|_bucket)?\\b", rules));
    }

    @Test
    void eachPromiseAndFaultThatATestNamesIsListed() {
        Set<String> listed = found("(?m)^\\| ([FK]\\d.*?) \\|", Path.of("src/site/markdown/architecture.md")).stream()
                .flatMap(numbers -> Stream.of(numbers.split(", ")))
                .collect(Collectors.toSet());

        assertThat(listed).containsAll(found("(?<![A-Z0-9a-f])([FK][1-9]\\d?)(?!\\d)", sources("src/test/java")));
    }

    private static Set<String> named(String pattern) {
        return found(pattern, pages().toArray(Path[]::new));
    }

    private static Path[] sources(String folder) {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of each match. */
    private static Set<String> found(String pattern, Path... files) {
        Pattern compiled = Pattern.compile(pattern);
        return Stream.of(files)
                .flatMap(file -> compiled.matcher(read(file)).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
