/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.server.Lending;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Another application in the same faults: the lending library, on a server of its own beside the cafe. One member pays at a given rate,
 * each payment of another sum, so that the rows tell which were booked. Another lends and returns one copy in turn, which has an order.
 */
final class Borrowers implements AutoCloseable {

    private static final int PAYER = 1;
    private static final int READER = 2;
    private static final int PAYMENTS_PER_SECOND = 5;
    private static final Duration BETWEEN_LOANS = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService inside = Executors.newCachedThreadPool();
    private final Map<Integer, Told> payments = new ConcurrentHashMap<>();

    /** Numbers of what was done to the copy, and was taken. */
    private final List<String> loans = new ArrayList<>();

    private final Lab lab;
    private final Server server;
    private volatile boolean closed;
    private volatile int refusedLoans;
    private int cents;

    private Borrowers(Lab lab, Server server) {
        this.lab = lab;
        this.server = server;
    }

    static Borrowers open(Path provisioned, Path base, Lab lab) throws IOException, SQLException {
        Lending.prepare(lab);
        ServerFolder folder = Lending.folder(provisioned, base, "lending", lab);
        Borrowers borrowers = new Borrowers(lab, Server.start(folder));
        borrowers.require("/members", "card=" + PAYER + "&name=Ada");
        borrowers.require("/members", "card=" + READER + "&name=Bob");
        return borrowers;
    }

    private void require(String path, String form) {
        Told told = post(path, form, UUID.randomUUID()).told();
        if (told != Told.CONFIRMED) {
            throw new LabException("The lending library does not answer before the first fault: " + told);
        }
    }

    void come() {
        door.scheduleAtFixedRate(this::pay, 0, 1_000_000 / PAYMENTS_PER_SECOND, TimeUnit.MICROSECONDS);
        inside.execute(this::lendAndReturn);
    }

    private void pay() {
        int sum = ++cents;
        payments.put(sum, Told.NOTHING);
        inside.execute(() -> payments.put(
                sum,
                post("/payments", "card=" + PAYER + "&cents=" + sum, UUID.randomUUID())
                        .told()));
    }

    /** Each when the one before is taken, whether it is done or waits. */
    private void lendAndReturn() {
        for (int i = 0; !closed; i++) {
            UUID key = UUID.randomUUID();
            String path = "/copies/one/" + (i % 2 == 0 ? "loans" : "returns");
            Answer answer = post(path, "card=" + READER, key);
            while (answer.told() != Told.CONFIRMED && answer.told() != Told.QUEUED && answer.told() != Told.REFUSED) {
                answer = post(path, "card=" + READER, key);
            }
            if (answer.told() == Told.REFUSED) {
                refusedLoans++;
            } else {
                loans.add(answer.number());
            }
            sleep(BETWEEN_LOANS);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never throws: what went wrong is the answer. */
    private Answer post(String path, String form, UUID key) {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", key.toString())
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return said(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | RuntimeException e) {
            return new Answer(0, Told.NOTHING, "", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, Told.NOTHING, "", "the run was ended");
        }
    }

    private static Answer said(HttpResponse<String> response) {
        JsonObject body = History.json(response.body());
        return switch (response.statusCode()) {
            case 201, 202, 503 ->
                new Answer(0, Told.valueOf(body.getString("outcome")), body.getString("number", ""), "");
            case 409 -> new Answer(0, Told.REFUSED, "", response.body());
            default -> new Answer(0, Told.FAILED, "", response.body());
        };
    }

    /** Nobody comes in any more; comes back when all are answered. */
    void leave() throws InterruptedException {
        closed = true;
        door.shutdown();
        boolean shut = door.awaitTermination(10, TimeUnit.SECONDS);
        inside.shutdown();
        if (!inside.awaitTermination(60, TimeUnit.SECONDS) || !shut) {
            throw new LabException("After 60 s members of the library are still inside: the run says nothing.");
        }
    }

    /** When its queue is empty, or does not become so within that time. */
    Bookings settled(Duration most) throws SQLException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        Bookings bookings = bookings();
        while (!bookings.isSettled() && System.nanoTime() < end) {
            Thread.sleep(200);
            bookings = bookings();
        }
        return bookings;
    }

    private Bookings bookings() throws SQLException {
        return Bookings.of(lab, payments, loans, this::isRefused, refusedLoans);
    }

    private boolean isRefused(String number) {
        HttpRequest request = HttpRequest.newBuilder(uri("/commands/" + number))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body().contains("REFUSED");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.http() + path);
    }

    @Override
    public void close() {
        door.shutdownNow();
        inside.shutdownNow();
        server.close();
    }
}
