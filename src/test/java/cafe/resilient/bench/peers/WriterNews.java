/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.lab.Lab;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the lab's writer to those that ask a cluster for it: the cluster's name, and the standbys. */
final class WriterNews implements AutoCloseable {

    /** How late they may hear it, in milliseconds. */
    private static final long PERIOD = 20;

    private final Lab lab;
    private final Names names;
    private final PeersDatabase database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private String region = "";
    private String writer = "";

    WriterNews(Lab lab, Names names, PeersDatabase database) {
        this.lab = lab;
        this.names = names;
        this.database = database;
        look();
        thread.scheduleWithFixedDelay(this::look, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    private void look() {
        String nowRegion = lab.writersRegion();
        if (!nowRegion.equals(region)) {
            names.cluster(lab.endpoint(nowRegion).port());
            region = nowRegion;
        }
        String now = lab.writer();
        if (!now.equals(writer)) {
            try {
                database.writer(now);
                writer = now;
            } catch (SQLException notYet) {
                // it cannot be written to: said again at the next look
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
