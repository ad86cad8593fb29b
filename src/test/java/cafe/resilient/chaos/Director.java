/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.bench.Progress;
import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import cafe.resilient.lab.Drill;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.SchemaFaults;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the faults of a schedule, each track in a thread of its own. Beyond the drills of the lab it knows kill-server
 * (kill -9, and a new start) and redeploy.
 */
final class Director implements AutoCloseable {

    static final String KILL = "kill-server";
    static final String REDEPLOY = "redeploy";
    static final String MEND = "mend-schema";

    /** What the lab says before the number of each. */
    private static final String POISON = "poison ";

    private final Stage stage;
    private final Recorder recorder;
    private final SchemaFaults schema;
    private final Set<String> poison = new ConcurrentSkipListSet<>();
    /** When the time of the schedule began. */
    private volatile long begun;

    private final ExecutorService tracks = Executors.newCachedThreadPool();

    Director(Stage stage, Recorder recorder) {
        this.stage = stage;
        this.recorder = recorder;
        schema = new SchemaFaults(stage.lab);
    }

    /** Until then the server is excused, and the time of the schedule has not begun. */
    void warmUp(Duration time) throws InterruptedException {
        begun = time.toNanos() / 1_000;
        if (begun > 0) {
            pass(begun - recorder.now());
            recorder.fault(new Band("warming up", Track.SERVER, Set.of(Touch.SERVER), 0, begun, "ready"));
        }
    }

    /** Of the schedule's time. */
    void awaitPassed(Duration time) throws InterruptedException {
        pass(begun + time.toNanos() / 1_000 - recorder.now());
    }

    /** Comes back when all are over and healed. */
    void make(List<Fault> schedule) throws Exception {
        Map<Track, List<Fault>> byTrack = schedule.stream().collect(Collectors.groupingBy(Fault::track));
        List<? extends Future<?>> all = byTrack.values().stream()
                .map(faults -> tracks.submit(() -> {
                    for (Fault fault : faults) {
                        make(fault);
                    }
                    return null;
                }))
                .toList();
        for (Future<?> track : all) {
            track.get();
        }
    }

    private void make(Fault fault) throws InterruptedException {
        awaitPassed(fault.at());
        long from = recorder.now();
        String said = act(fault.begin());
        long made = recorder.now();
        if (!fault.sticky()) {
            recorder.fault(new Band(fault.begin(), fault.track(), fault.touches(), from, made, said));
        }
        if (fault.track() == Track.SERVER) {
            long warm = made + Run.WARM_UP.toNanos() / 1_000;
            // all who waited want a connection at once, of a pool that is emptied slowly yet: to them, a database's
            // fault
            Set<Touch> touches = Set.of(Touch.SPEED, Touch.DATABASE);
            recorder.fault(new Band("warming up", Track.SERVER, touches, made, warm, "started"));
        }
        pass(fault.lasting().toNanos() / 1_000);
        for (String words : fault.end()) {
            long begun = recorder.now();
            String healed = act(words);
            if (!fault.sticky() && Fault.disturbs(words)) {
                recorder.fault(new Band(words, fault.track(), fault.touches(), begun, recorder.now(), healed));
            }
        }
        if (fault.sticky()) {
            recorder.fault(new Band(fault.begin(), fault.track(), fault.touches(), from, recorder.now(), said));
        }
    }

    /** What the lab says of it. It refuses what is not possible, or not safe, in its present state: then nothing is done. */
    private String act(String words) {
        StringBuilder said = new StringBuilder();
        try {
            switch (words) {
                case KILL -> stage.restart();
                case REDEPLOY -> stage.redeploy();
                case MEND -> schema.mend();
                default -> {
                    if (SchemaFaults.isOne(words)) {
                        schema.make(words);
                    } else {
                        drill(words, said);
                    }
                }
            }
        } catch (LabException e) {
            said.append("refused: ").append(e.getMessage());
        }
        Stream.of(said.toString().split("; "))
                .filter(line -> line.startsWith(POISON))
                .map(line -> line.substring(POISON.length()))
                .forEach(poison::add);
        Progress.say("%s: %s", words, said);
        return said.toString();
    }

    private void drill(String words, StringBuilder said) {
        new Drill(stage.lab, line -> said.append(said.isEmpty() ? "" : "; ").append(line))
                .run(List.of(words.split(" ")));
    }

    private static void pass(long micros) throws InterruptedException {
        if (micros > 0) {
            Thread.sleep(micros / 1_000, (int) (micros % 1_000) * 1_000);
        }
    }

    /** What it put into the queue for nobody to take. */
    Collection<String> poison() {
        return poison;
    }

    @Override
    public void close() {
        tracks.shutdownNow();
        schema.close();
    }
}
