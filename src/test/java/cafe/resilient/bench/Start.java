/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.platform.admin.Arguments;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How soon everything is up, with databases and without, and what the first order takes. */
final class Start implements Benchmark {

    private static final String LAB = "lab, s";
    private static final String SERVER = "WildFly with the cafe, s";
    private static final String FIRST = "first order after that, ms";
    private static final String RESIDENT = "WildFly's resident memory then, MB";
    private static final String SERVER_ALONE = "WildFly with every database down, s";
    private static final String FIRST_ALONE = "first order after that, queued, ms";

    @Override
    public String help() {
        return """
                start of a lab and of a server from nothing, with databases and without, and the first order
                --times N        how often (5)""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        int times = options.number("--times").orElse(5);
        return () -> {
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            for (int i = 0; i < times; i++) {
                Progress.say("Start %d of %d ...", i + 1, times);
                start(figures);
            }
            return report(times, figures);
        };
    }

    private static void start(Map<String, List<Double>> figures) throws Exception {
        long begun = System.nanoTime();
        try (Lab lab = Lab.start(LabSettings.free(House.FOLDER.resolve("lab")))) {
            add(figures, LAB, secondsSince(begun));
            ServerFolder folder = folder(lab);
            begun = System.nanoTime();
            try (Server server = Server.start(folder)) {
                add(figures, SERVER, secondsSince(begun));
                add(figures, FIRST, firstOrder(server, 201));
                add(figures, RESIDENT, Processor.resident(server.pid()));
            }
            lab.loseAll(false);
            folder = folder(lab);
            begun = System.nanoTime();
            try (Server server = Server.start(folder)) {
                add(figures, SERVER_ALONE, secondsSince(begun));
                add(figures, FIRST_ALONE, firstOrder(server, 202));
            }
        }
    }

    private static ServerFolder folder(Lab lab) {
        return ServerFolder.cut(House.PROVISIONED, House.FOLDER.resolve("server"), "bench", "west,east", lab);
    }

    private static double firstOrder(Server server, int expected) throws Exception {
        long begun = System.nanoTime();
        try (Customer customer = new Customer(server.http())) {
            String answer = customer.order("the first");
            if (customer.status() != expected) {
                throw new LabException("The first order was answered " + customer.status() + ": " + answer);
            }
        }
        return secondsSince(begun) * 1_000;
    }

    private static void add(Map<String, List<Double>> figures, String what, double figure) {
        figures.computeIfAbsent(what, w -> new ArrayList<>()).add(figure);
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Report report(int times, Map<String, List<Double>> figures) {
        List<List<String>> rows = new ArrayList<>();
        JsonObjectBuilder raw = Json.createObjectBuilder();
        figures.forEach((what, all) -> {
            rows.add(List.of(what, Spread.of(all).text(what.endsWith(", s") ? "%.1f" : "%.0f")));
            raw.add(what, Json.createArrayBuilder(all));
        });
        return new Report(
                "**Start** from nothing, %d times. Each cell is min / median / max.".formatted(times),
                List.of(new Table(List.of("what", "figure"), rows)),
                List.of(
                        "Lab: three PostgreSQL servers initialised, copied and streaming, DynamoDB Local in two regions with its tables.",
                        "With every database down the outage counts from the deployment, so the first order may still wait for its chance."),
                raw.build());
    }
}
