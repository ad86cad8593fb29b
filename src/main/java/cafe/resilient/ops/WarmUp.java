/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.platform.failover.Rehearsal;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Goes the way of an order before the first customer does, without leaving one: the pages are rendered, their forms and JSON are sent
 * and refused, and transactions are rolled back. A server that has just started takes seconds for what takes
 * milliseconds later, and a crowd that meets it so waits until its deadline. It waits for no database.
 */
@ApplicationScoped
public class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** Until a round is quick, or there were so many. */
    private static final int ROUNDS = 10;

    private static final long QUICK = Duration.ofMillis(200).toNanos();

    /** After this time it is ready, warm or not. */
    private static final long LIMIT = Duration.ofSeconds(60).toNanos();

    /** Milliseconds; one page of a cold server, on a busy machine. */
    private static final int PATIENCE = 20_000;

    private static final List<String> PAGES = List.of("/", "/order.xhtml", "/message.xhtml");
    private static final List<String> RESOURCES = List.of("/api/orders", "/api/messages");

    /** A field that a page has filled in itself, or its button. */
    private static final Pattern FILLED = Pattern.compile("<[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]+)\"");

    @Inject
    private Rehearsal rehearsal;

    @Resource
    private ManagedThreadFactory threads;

    private volatile boolean stopped;
    private volatile boolean ready;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        threads.newThread(this::run).start();
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** Whether customers may come. */
    boolean isReady() {
        return ready;
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            long took = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS && took > QUICK && !stopped && System.nanoTime() - begun < LIMIT; i++) {
                long from = System.nanoTime();
                round();
                took = System.nanoTime() - from;
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The server could not be warmed up, so its first answers take longer: {0}",
                    e.toString());
        }
        ready = true;
        LOG.log(Level.INFO, "Ready for customers after {0} ms of warming up.", (System.nanoTime() - begun) / 1_000_000);
    }

    private void round() throws IOException {
        for (String page : PAGES) {
            String body = exchange(page, null, null);
            if (body.contains("<form")) {
                exchange(page, "application/x-www-form-urlencoded", filled(body));
            }
        }
        for (String resource : RESOURCES) {
            exchange(resource, "application/json", "{\"name\":\"\"}");
        }
        rehearsal.rehearse();
    }

    /** The form as it stands there, without what a customer writes: it is refused. */
    private static String filled(String page) {
        StringBuilder fields = new StringBuilder();
        Matcher field = FILLED.matcher(page);
        while (field.find()) {
            fields.append(fields.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.group(1), UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.group(2), UTF_8));
        }
        return fields.toString();
    }

    /** While the server starts it lets requests wait. */
    private static String exchange(String path, String type, String sent) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(site() + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        if (sent != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(sent.getBytes(UTF_8));
        }
        boolean refused = connection.getResponseCode() >= 400;
        try (InputStream body = refused ? connection.getErrorStream() : connection.getInputStream()) {
            return body == null ? "" : new String(body.readAllBytes(), UTF_8);
        }
    }

    /** As WildFly's own configuration has it. */
    private static String site() {
        String address = System.getProperty("jboss.bind.address", "127.0.0.1");
        int port =
                Integer.getInteger("jboss.http.port", 8080) + Integer.getInteger("jboss.socket.binding.port-offset", 0);
        return "http://" + (address.equals("0.0.0.0") ? "127.0.0.1" : address) + ":" + port;
    }
}
