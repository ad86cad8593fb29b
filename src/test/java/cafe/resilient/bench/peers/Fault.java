/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.NetworkFaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What strikes the databases of all at once. */
enum Fault {
    ZONE_FAILOVER("zone-failover", lab -> lab.zoneFailover(Duration.ZERO)),
    ZONE_FAILOVER_LATE("zone-failover-late", lab -> lab.zoneFailover(Duration.ofSeconds(3))),
    FREEZE("freeze", lab -> lab.freezeAndPromote(Duration.ofSeconds(2))),
    REGION_LOST("region-lost", lab -> lab.loseRegion(false)),
    DELAY("delay", lab -> slow(lab, way -> way.delay(Duration.ofMillis(150)))),
    LOSS("loss", lab -> slow(lab, way -> way.loss(2))),
    ALL_LOST("all-lost", Fault::loseAll);

    static final String HELP =
            "zone-failover, zone-failover-late (promoted after 3 s), freeze (promoted after 2 s), region-lost,\n"
                    + "delay (150 ms each way for 8 s), loss (2 % for 8 s), all-lost (for 20 s)";

    private static final long SLOW_FOR = 8_000;
    private static final long LOST_FOR = 20_000;

    final String word;
    private final Function<Lab, Duration> strike;

    Fault(String word, Function<Lab, Duration> strike) {
        this.word = word;
        this.strike = strike;
    }

    /** @throws LabException if there is none of that word */
    static Fault of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new LabException("There is no fault '" + word + "' here: the faults are "
                        + Arrays.stream(values()).map(fault -> fault.word).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Comes back when a client can commit again.
     *
     * @return for how long the lab's own client could not; zero if it could all the time
     */
    Duration strike(Lab lab) {
        return strike.apply(lab);
    }

    /** On both ways to the writer: of its region, and of its node. */
    private static Duration slow(Lab lab, Consumer<NetworkFaults> how) {
        List<NetworkFaults> ways = List.of(lab.network(), lab.network(lab.writer()));
        ways.forEach(how);
        pass(SLOW_FOR);
        lab.healNetwork();
        return Duration.ZERO;
    }

    private static Duration loseAll(Lab lab) {
        lab.loseAll(false);
        pass(LOST_FOR);
        return lab.restore().orElseThrow();
    }

    private static void pass(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted.", e);
        }
    }
}
