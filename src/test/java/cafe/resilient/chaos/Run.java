/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.bench.Progress;
import cafe.resilient.lab.LabException;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One run: customers and faults, then peace until the queue is empty, then what survived. All of it is in the folder
 * afterwards: schedule.txt, history.jsonl, snapshot.json, and what {@link #check} makes of them.
 */
final class Run {

    /**
     * A server that has just started compiles what it does. It owes the truth from the first order on, but no time: for as long
     * as two slow cores, which the lab and the customers use too, take for it.
     */
    static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final String BOOKINGS = "bookings.json";

    /** After the last fault, for everything that waits in the queue. */
    private static final Duration SETTLES = Duration.ofSeconds(20);

    private final Stage stage;
    private final Path folder;
    private final long seed;
    private final Optional<Borrowers> borrowers;

    /** @param seed of what customers want: on one stage each run has another */
    Run(Stage stage, Path folder, long seed) {
        this(stage, folder, seed, Optional.empty());
    }

    /** @param borrowers of another application, in the same faults */
    Run(Stage stage, Path folder, long seed, Optional<Borrowers> borrowers) {
        this.stage = stage;
        this.folder = folder;
        this.seed = seed;
        this.borrowers = borrowers;
    }

    /**
     * @param warmUp how long customers come before the time of the schedule begins
     * @param least how long they come after that, at least; else until the last fault is healed
     */
    Verdict make(List<Fault> schedule, Duration warmUp, Duration least, int perSecond) throws Exception {
        Files.createDirectories(folder);
        String planned = schedule.stream().map(fault -> fault + "\n").collect(Collectors.joining());
        Files.writeString(folder.resolve("schedule.txt"), planned);
        awaitServed();
        Snapshot before = Snapshot.of(stage.lab, Set.of());
        try (Recorder recorder = new Recorder(folder.resolve("history.jsonl"))) {
            Counter counter = new Counter(stage.http(), recorder::now);
            Collection<String> poison;
            try (Sampler sampler = new Sampler(stage, recorder);
                    Customers customers = new Customers(counter, recorder, LocalDate.now(stage.zone), seed);
                    Director director = new Director(stage, recorder)) {
                customers.open(perSecond);
                borrowers.ifPresent(Borrowers::come);
                director.warmUp(warmUp);
                director.make(schedule);
                director.awaitPassed(least);
                customers.leave();
                stage.lab.restore("west");
                if (borrowers.isPresent()) {
                    borrowers.get().leave();
                    borrowers.get().settled(SETTLES).writeTo(folder.resolve(BOOKINGS));
                }
                awaitSettled();
                poison = director.poison();
            }
            Snapshot.of(stage.lab, poison).since(before).writeTo(folder.resolve("snapshot.json"));
        }
        return check(folder);
    }

    /** The run before may have left an outage that the cafe still gets over: no fault of this one explains it. */
    private void awaitServed() throws IOException, InterruptedException {
        Counter counter = new Counter(stage.http(), System::nanoTime);
        Command order =
                new PlaceOrder("Before run " + seed, 1, LocalDateTime.of(2030, 3, 1, 17, 0), "", UUID.randomUUID());
        long end = System.nanoTime() + SETTLES.toNanos();
        while (counter.send(order, false).told() != Told.CONFIRMED) {
            if (System.nanoTime() > end) {
                throw new LabException("No order is confirmed before the first fault: the run says nothing.");
            }
            Thread.sleep(50);
        }
    }

    private void awaitSettled() throws InterruptedException {
        Progress.say("All are answered; until the queue is empty ...");
        long end = System.nanoTime() + SETTLES.toNanos();
        while (!Snapshot.waiting(stage.lab).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        stage.lab.queues().awaitReplication(Duration.ofSeconds(10));
    }

    /** The verdict, from the files alone; it and the report are written beside them. */
    static Verdict check(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("snapshot.json"))) {
            throw new LabException(folder + " holds no run that came to its end: snapshot.json is missing.");
        }
        History history = History.read(folder.resolve("history.jsonl"));
        Verdict verdict = Checker.check(history, Snapshot.read(folder.resolve("snapshot.json")));
        if (Files.exists(folder.resolve(BOOKINGS))) {
            Bookings.read(folder.resolve(BOOKINGS)).check(history.faults(), verdict);
        }
        verdict.writeTo(folder.resolve("verdict.json"));
        Report.write(folder, history, verdict);
        return verdict;
    }
}
