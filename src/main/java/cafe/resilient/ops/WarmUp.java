/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.platform.status.Rehearsal;
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
import java.util.concurrent.locks.LockSupport;
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
    private static final int MOST_ROUNDS = 10;

    private static final long WARM_ROUND = Duration.ofMillis(200).toNanos();

    /** After this time it is ready, warm or not. */
    private static final long READY_ANYWAY = Duration.ofSeconds(30).toNanos();

    /** Milliseconds; one page of a cold server, on a busy machine. */
    private static final int PAGE_TIMEOUT = 20_000;

    private static final List<String> PAGES = List.of("/", "/order.xhtml", "/message.xhtml");
    private static final List<String> RESOURCES = List.of("/api/orders", "/api/messages");

    /** A field that a page has filled in itself, or its button. */
    private static final Pattern FILLED = Pattern.compile("<[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]+)\"");

    private static final long BETWEEN_TRIES = Duration.ofMillis(200).toNanos();

    private record Answer(int status, String body) {}

    private final long begun = System.nanoTime();

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
        return ready || System.nanoTime() - begun > READY_ANYWAY;
    }

    private void run() {
        try {
            int rounds = 0;
            long took = Long.MAX_VALUE;
            while (rounds < MOST_ROUNDS && took > WARM_ROUND && !stopped && !isReady()) {
                long from = System.nanoTime();
                if (isServed()) {
                    rehearsal.rehearse();
                    took = System.nanoTime() - from;
                    rounds++;
                } else {
                    LockSupport.parkNanos(BETWEEN_TRIES);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("CAFE0003: The server could not be warmed up, so its first answers take longer: %s", e);
        } finally {
            ready = true;
        }
        LOG.infof("CAFE0002: Ready for customers after %d ms of warming up.", (System.nanoTime() - begun) / 1_000_000);
    }

    /** Loads all pages, and sends what is refused. @return whether all answered so: while the server deploys, others do */
    private static boolean isServed() throws IOException {
        boolean served = true;
        for (String page : PAGES) {
            Answer form = exchange(page, null, null);
            served &= form.status == 200;
            if (form.body.contains("<form")) {
                served &= exchange(page, "application/x-www-form-urlencoded", filled(form.body)).status == 400;
            }
        }
        for (String resource : RESOURCES) {
            served &= exchange(resource, "application/json", "{\"name\":\"\"}").status == 400;
        }
        return served;
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
    private static Answer exchange(String path, String type, String sent) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(site() + path).toURL().openConnection();
        connection.setConnectTimeout(PAGE_TIMEOUT);
        connection.setReadTimeout(PAGE_TIMEOUT);
        if (sent != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(sent.getBytes(UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), UTF_8));
        }
    }

    /** As WildFly's own configuration has it. */
    private static String site() {
        String address = System.getProperty("jboss.bind.address", "127.0.0.1");
        int port =
                Integer.getInteger("jboss.http.port", 8080) + Integer.getInteger("jboss.socket.binding.port-offset", 0);
        boolean any = address.equals("0.0.0.0") || address.equals("::");
        String host = any ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
        return "http://" + host + ":" + port;
    }
}
