/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.lab.LabException;
import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who come at a given rate, whatever becomes of the earlier ones. What they want is drawn from the seed. */
final class Customers implements AutoCloseable {

    /** How far back one reaches who sends something again. */
    private static final int REMEMBERED = 1_000;

    /** One in so many asks afterwards what became of it. */
    private static final int CURIOUS = 5;

    private final Counter counter;
    private final Recorder recorder;
    private final LocalDate today;
    private final long seed;
    private final Random random;
    private final List<Command> sent = new ArrayList<>();
    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService inside = Executors.newCachedThreadPool();
    private volatile Throwable failure;
    private int count;

    /**
     * @param today in the cafe's zone
     * @param seed of what they want; it is part of their names
     */
    Customers(Counter counter, Recorder recorder, LocalDate today, long seed) {
        this.counter = counter;
        this.recorder = recorder;
        this.today = today;
        this.seed = seed;
        random = new Random(seed);
    }

    void open(int perSecond) {
        door.scheduleAtFixedRate(this::arriveOrTell, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    /** Whoever is scheduled never comes again once he has thrown. */
    private void arriveOrTell() {
        try {
            arrive();
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
    }

    private void arrive() {
        boolean page = random.nextBoolean();
        int lot = sent.size() < 5 ? 0 : random.nextInt(100);
        if (lot < 60) {
            send(Try.Kind.NEW, page, order(UUID.randomUUID()));
        } else if (lot < 72) {
            send(Try.Kind.NEW, page, message());
        } else if (lot < 82) {
            send(Try.Kind.RESUBMISSION, page, again(earlier(), UUID.randomUUID()));
        } else if (lot < 88) {
            send(Try.Kind.AGAIN, page, earlier());
        } else if (lot < 94) {
            Command order = order(UUID.randomUUID());
            send(Try.Kind.DOUBLE, page, order);
            send(Try.Kind.DOUBLE, page, order);
        } else {
            send(Try.Kind.OTHER_CONTENT, page, order(earlier().submission()));
        }
    }

    private void send(Try.Kind kind, boolean page, Command command) {
        sent.add(command);
        inside.execute(() -> {
            int id = recorder.sent(kind, page, command);
            Answer answer = counter.send(command, page);
            recorder.answered(id, answer);
            if (answer.told().isTaken() && id % CURIOUS == 0) {
                int question = recorder.sent(Try.Kind.LOOKUP, false, command);
                recorder.answered(question, counter.lookUp(command, answer.number()));
            }
        });
    }

    private Command earlier() {
        int back = random.nextInt(Math.min(REMEMBERED, sent.size()));
        return sent.get(sent.size() - 1 - back);
    }

    private Command order(UUID submission) {
        String name = seed + "-" + ++count;
        return new PlaceOrder(
                "Zo\u00eb Guest " + name,
                1 + random.nextInt(8),
                LocalDateTime.of(2030, 3, 1, 17, 0).plusMinutes(15L * random.nextInt(1_000)),
                random.nextInt(3) == 0 ? "" : "near the window, please",
                submission);
    }

    private Command message() {
        String name = seed + "-" + ++count;
        return new SendMessage(
                "Guest " + name, "guest" + name + "@example.org", "Is the terrace open?", today, UUID.randomUUID());
    }

    /** The same content as somebody else would type it: other Unicode form, other white space. It is the same order. */
    private Command again(Command command, UUID submission) {
        if (command instanceof PlaceOrder order) {
            String name =
                    Normalizer.normalize(order.name(), Normalizer.Form.NFD).replace(" ", "  ");
            return new PlaceOrder(
                    random.nextBoolean() ? name : order.name(), order.people(), order.at(), order.text(), submission);
        }
        SendMessage message = (SendMessage) command;
        return new SendMessage(message.name(), message.email(), message.text(), message.day(), submission);
    }

    /** Nobody comes in any more; comes back when all are answered. @throws LabException if not, or somebody could not come */
    void leave() throws InterruptedException {
        door.shutdown();
        boolean closed = door.awaitTermination(10, TimeUnit.SECONDS);
        inside.shutdown();
        if (!inside.awaitTermination(60, TimeUnit.SECONDS) || !closed) {
            throw new LabException("After 60 s customers are still inside: the run says nothing.");
        }
        if (failure != null) {
            throw new LabException("A customer could not come (" + failure + "): the run says nothing.", failure);
        }
    }

    @Override
    public void close() {
        door.shutdownNow();
        inside.shutdownNow();
    }
}
