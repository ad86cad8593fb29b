/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The cafe's site as its customers and their programs see it: over HTTP, nothing followed that was not asked for. */
final class Site {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI root;

    Site(int port) {
        root = URI.create("http://127.0.0.1:" + port + "/");
    }

    HttpResponse<String> send(String method, String path, String contentType, String body, String... headers) {
        return send(
                method,
                path,
                contentType,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    HttpResponse<String> sendBytes(String path, byte[] json) {
        return send("POST", path, "application/json", BodyPublishers.ofByteArray(json));
    }

    private HttpResponse<String> send(
            String method, String path, String contentType, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    HttpResponse<String> postJson(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    /** Fills in the form of a page by the names of its fields, as a browser would, and posts it. */
    HttpResponse<String> submit(String path, Map<String, String> typed, String... headers) {
        return submit(get(path), typed, headers);
    }

    /** Posts the form of a page as it stands there. */
    HttpResponse<String> resubmit(HttpResponse<String> page) {
        return submit(page, Map.of());
    }

    private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> typed, String... headers) {
        Element form = page(page).selectFirst("form");
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name], textarea[name]").forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.putAll(typed);
        return send("POST", form.attr("action"), "application/x-www-form-urlencoded", encoded(fields), headers);
    }

    /** Posts these fields of a page's form alone, as no browser would. */
    HttpResponse<String> post(String path, Map<String, String> sent, String view) {
        Element form = page(get(path)).selectFirst("form");
        Map<String, String> fields = new LinkedHashMap<>(sent);
        fields.put(form.id(), form.id());
        Element button = form.selectFirst("[type=submit]");
        fields.put(button.attr("name"), button.val());
        fields.put("jakarta.faces.ViewState", view);
        return send("POST", form.attr("action"), "application/x-www-form-urlencoded", encoded(fields));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> follow(HttpResponse<String> redirect) {
        return get(redirect.headers().firstValue("Location").orElseThrow());
    }

    static Document page(HttpResponse<String> response) {
        return Jsoup.parse(response.body());
    }

    static JsonObject json(HttpResponse<String> response) {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
