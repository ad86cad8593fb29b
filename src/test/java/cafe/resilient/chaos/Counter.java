/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Where customers stand: sends their commands by page or REST, and reads what they are told. */
final class Counter {

    /** Longer than any answer may take, so that a hang is seen as one. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String NUMBER = ".*[?&]number=([0-9a-f]{20}).*";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI root;
    private final LongSupplier now;
    /** The fields of the two forms: stateless views, so one that was fetched once can be sent for ever. */
    private final Map<String, Map<String, String>> forms;

    Counter(int port, LongSupplier now) throws IOException, InterruptedException {
        root = URI.create("http://127.0.0.1:" + port + "/");
        this.now = now;
        forms = Map.of("order", form("order"), "message", form("message"));
    }

    private Map<String, String> form(String what) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(root.resolve(what + ".xhtml")).build();
        Element form =
                Jsoup.parse(client.send(get, BodyHandlers.ofString()).body()).selectFirst("form#" + what);
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name], textarea[name]").forEach(field -> fields.put(field.attr("name"), field.val()));
        Element button = form.selectFirst("[type=submit]");
        fields.put(button.attr("name"), button.val());
        return fields;
    }

    /** Never throws: what went wrong is the answer. */
    Answer send(Command command, boolean page) {
        return page ? ask(byPage(command), this::pageSaid) : ask(byRest(command), this::restSaid);
    }

    /** What became of it, by the number of its receipt. Never throws. */
    Answer lookUp(Command command, String number) {
        URI uri = root.resolve(path(command) + "/" + number);
        return ask(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), this::found);
    }

    private Answer ask(HttpRequest request, Function<HttpResponse<String>, Answer> said) {
        try {
            return said.apply(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | RuntimeException e) {
            return answer(Told.NOTHING, "", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(Told.NOTHING, "", "the run was ended");
        }
    }

    /** A server without the application says 404 too, but not as the application does. */
    private Answer found(HttpResponse<String> answer) {
        boolean ours = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        int status = answer.statusCode();
        if (status == 200) {
            JsonObject found = History.json(answer.body());
            return answer(Told.FOUND, found.getString("number"), found.getString("state"));
        } else if (ours && (status == 404 || status == 503)) {
            return answer(status == 404 ? Told.NOT_FOUND : Told.NOT_NOW, "", "" + status);
        }
        return refused(answer);
    }

    private static String path(Command command) {
        return command instanceof PlaceOrder ? "api/orders" : "api/messages";
    }

    private HttpRequest byRest(Command command) {
        return post(path(command), "application/json", Commands.toJson(command).toString());
    }

    private HttpRequest byPage(Command command) {
        String what = command instanceof PlaceOrder ? "order" : "message";
        Map<String, String> fields = new LinkedHashMap<>(forms.get(what));
        Commands.toJson(command).forEach((name, value) -> {
            if (fields.containsKey(name)) {
                fields.put(name, value instanceof jakarta.json.JsonString text ? text.getString() : value.toString());
            }
        });
        String body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return post(what + ".xhtml", "application/x-www-form-urlencoded", body);
    }

    private HttpRequest post(String path, String type, String body) {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private Answer restSaid(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 200 || status == 201 || status == 202) {
            JsonObject receipt = History.json(answer.body());
            return answer(Told.valueOf(receipt.getString("outcome")), receipt.getString("number"), "" + status);
        } else if (status == 503 && answer.body().contains("\"outcome\"")) {
            return answer(Told.valueOf(History.json(answer.body()).getString("outcome")), "", "503");
        }
        return refused(answer);
    }

    private Answer pageSaid(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        if (location.matches(NUMBER)) {
            Told told = location.contains("again=true") ? Told.ALREADY_PLACED : Told.TAKEN;
            return answer(told, location.replaceFirst(NUMBER, "$1"), "" + answer.statusCode());
        } else if (answer.statusCode() == 503 && answer.body().contains("We cannot say")) {
            return answer(Told.UNKNOWN, "", "503");
        } else if (answer.statusCode() == 503 && answer.body().contains("We could not take")) {
            return answer(Told.NOT_TAKEN, "", "503");
        }
        return refused(answer);
    }

    /** 404 is what a server says that has not deployed the application yet. */
    private Answer refused(HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean ofContent = status >= 400 && status < 500 && status != 404;
        String said = Json.createValue(Jsoup.parse(answer.body()).text()).getString();
        return answer(
                ofContent ? Told.REFUSED : Told.FAILED,
                "",
                status + " " + said.substring(0, Math.min(200, said.length())));
    }

    private Answer answer(Told told, String number, String evidence) {
        return new Answer(now.getAsLong(), told, number, evidence);
    }
}
