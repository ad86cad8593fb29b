/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes faults under a stream of orders, and keeps what they cost. */
final class Faults {

    static final String BEFORE = "before the first";
    static final String AT_REST = "at rest, after the last";
    static final String ZONE = "zone failover";
    static final String REGION = "region lost";
    static final String BACK = "planned way back";

    /** Longer than idle threads are kept, of the platform and of the server. */
    private static final Duration REST = Duration.ofMinutes(2);

    final List<Hit> hits = new ArrayList<>();
    final Map<String, List<Footprint>> footprints = new LinkedHashMap<>();

    private final House house;
    private final Arrivals arrivals;
    private final int perSecond;

    Faults(House house, Arrivals arrivals, int perSecond) throws SQLException {
        this.house = house;
        this.arrivals = arrivals;
        this.perSecond = perSecond;
        rest(BEFORE);
    }

    void zone() throws SQLException {
        hit(ZONE, () -> house.lab.zoneFailover(Duration.ZERO));
        house.lab.rejoin();
        rest(ZONE);
    }

    /** And the way back, so that the next fault finds everything in its place. */
    void region() throws SQLException {
        hit(REGION, () -> house.lab.loseRegion(false));
        hit(BACK, () -> house.lab.restore("west").orElseThrow());
        rest(REGION + " and " + BACK);
    }

    /** The server is left alone until it has given back its threads, if it does. */
    void atRest() throws SQLException, InterruptedException {
        int before = footprints.get(BEFORE).get(0).threads();
        arrivals.shut();
        long end = System.nanoTime() + REST.toNanos();
        while (house.server.management().threads() > before && System.nanoTime() < end) {
            Thread.sleep(500);
        }
        keep(AT_REST);
    }

    private void hit(String kind, Supplier<Duration> fault) {
        long begun = System.nanoTime();
        Duration outage = fault.get();
        long over = System.nanoTime();
        arrivals.awaitAnswers();
        List<Arrivals.Order> met = arrivals.orders(begun, over);
        long longest = met.stream().mapToLong(Arrivals.Order::waited).max().orElse(0);
        hits.add(new Hit(kind, outage.toNanos() / 1e6, longest / 1e6, met.size()));
        Progress.say("%s: outage %.0f ms, longest wait %.0f ms", kind, outage.toNanos() / 1e6, longest / 1e6);
    }

    /** The stream goes on for a second, stops for the footprint, and goes on for a second. */
    private void rest(String after) throws SQLException {
        arrivals.awaitAnswers(perSecond);
        arrivals.shut();
        keep(after);
        arrivals.open();
        arrivals.awaitAnswers(perSecond);
    }

    private void keep(String after) throws SQLException {
        footprints.computeIfAbsent(after, key -> new ArrayList<>()).add(Footprint.of(house));
    }
}
