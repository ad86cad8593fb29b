/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.server.ServerFolder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus with the rules of this project, watching one server each second. */
final class Prometheus implements AutoCloseable {

    private static final Path RULES =
            Path.of("src/main/prometheus/resilient.rules.yml").toAbsolutePath();

    private final Process process;
    private final Site api;

    private Prometheus(Process process, int port) {
        this.process = process;
        api = new Site(port);
    }

    /** One of its programs: Debian's, or what scripts/test has fetched; null if there is none. */
    static Path program(String name) {
        return Stream.of(Path.of("/usr/bin", name), Path.of("target/prometheus/usr/bin", name))
                .filter(Files::isExecutable)
                .map(Path::toAbsolutePath)
                .findFirst()
                .orElse(null);
    }

    /** Comes back when it has read the server. @param target the port of its management */
    static Prometheus watching(int target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = ServerFolder.freePort();
        Path settings = Files.writeString(folder.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: ["%s"]
                scrape_configs: [{ job_name: cafe, static_configs: [{ targets: ["127.0.0.1:%d"] }] }]
                """.formatted(RULES, target));
        Process process = new ProcessBuilder(
                        program("prometheus").toString(),
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, port);
        try {
            Wait.until("Prometheus has read the server", prometheus::isUp);
            return prometheus;
        } catch (Throwable e) {
            prometheus.close();
            throw e;
        }
    }

    private boolean isUp() {
        try {
            return query("up == 1").size() == 1;
        } catch (RuntimeException starting) {
            return false;
        }
    }

    List<JsonObject> query(String expression) {
        String path = "/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8);
        return Site.json(api.get(path))
                .getJsonObject("data")
                .getJsonArray("result")
                .getValuesAs(JsonValue::asJsonObject);
    }

    /** The names of the alerts that fire. */
    List<String> firing() {
        return query("ALERTS{alertstate=\"firing\"}").stream()
                .map(alert -> alert.getJsonObject("metric").getString("alertname"))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
