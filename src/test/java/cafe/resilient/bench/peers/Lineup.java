/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Crowd;
import cafe.resilient.bench.Customer;
import cafe.resilient.bench.House;
import cafe.resilient.bench.Progress;
import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.server.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All that runs: the lab, the cafe and its rivals on it, and what loads the machine besides. */
final class Lineup implements AutoCloseable {

    private static final Path FOLDER = House.FOLDER.resolve("peers");
    private static final int WARMING = 8;
    private static final long READY_WITHIN = 30_000_000_000L;

    final List<Contestant> contestants = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private long[] spinning = {};
    private House house;

    private Lineup() {}

    /** @param control whether the rival that doubles comes last */
    static Lineup open(boolean control) throws Exception {
        Lineup lineup = new Lineup();
        try {
            lineup.start(control);
            return lineup;
        } catch (Exception e) {
            lineup.close();
            throw e;
        }
    }

    private void start(boolean control) throws Exception {
        house = opened(House.apart());
        Names names = Names.in(FOLDER);
        List<Rival> rivals = new ArrayList<>(List.of(Rival.pgjdbc(lab()), Rival.wrapper(lab(), names)));
        if (control) {
            rivals.add(Rival.doubling(lab()));
        }
        PeersDatabase database = PeersDatabase.create(lab(), rivals);
        opened(new WriterNews(lab(), names, database));
        contestants.add(Contestant.cafe(house));
        Progress.say("Starting %d rivals ...", rivals.size());
        for (Rival rival : rivals) {
            contestants.add(opened(RivalProcess.start(rival, lab(), FOLDER)).contestant(database));
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    Lab lab() {
        return house.lab;
    }

    /** Each alike, one after the other. */
    void warmUp(Duration time) throws Exception {
        for (Contestant each : contestants) {
            Progress.say("Warming up %s ...", each.name());
            awaitTaking(each);
            try (Crowd crowd = new Crowd(each.port(), WARMING, "W")) {
                crowd.order(time);
            }
        }
    }

    /** From now on so many programs use all they get of the machine. */
    void load(int programs) throws IOException {
        spinning = opened(new Load(programs)).pids();
    }

    /** Pids of what {@link #load} started. */
    long[] spinning() {
        return spinning;
    }

    /** Everything back in its place, the writer in west, and everybody confirms orders. */
    void restore() throws InterruptedException {
        lab().restore("west");
        for (Contestant each : contestants) {
            awaitTaking(each);
        }
    }

    private static void awaitTaking(Contestant contestant) throws InterruptedException {
        long begun = System.nanoTime();
        while (!takes(contestant.port(), "R" + begun + "-" + System.nanoTime())) {
            if (System.nanoTime() - begun > READY_WITHIN) {
                throw new LabException(contestant.name() + " confirms no order within 30 s, and nothing is wrong.");
            }
            Thread.sleep(100);
        }
    }

    private static boolean takes(int port, String name) {
        try (Customer customer = new Customer(port)) {
            customer.order(name);
            return customer.status() == 201;
        } catch (IOException e) {
            return false;
        }
    }

    /** In the opposite order; one that fails does not keep the others. */
    @Override
    public void close() throws Exception {
        Exception failed = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
