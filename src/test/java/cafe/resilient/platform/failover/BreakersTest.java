/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.report.KnownFaults;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakersTest {

    private long now = Long.MAX_VALUE - 5; // a monotonic clock may wrap round
    private final KnownFaults faults = new KnownFaults();
    private final Breakers breakers = new Breakers(faults, () -> now);

    @Test
    void theSecondCommandThatFailsOpensItForItsTypeAndRegionAlone() {
        locked("a");
        assertThat(isClosed())
                .as("one command may have a row of its own locked")
                .isTrue();

        locked("b");

        assertThat(isClosed()).isFalse();
        assertThat(breakers.isClosed("SendMessage", "west")).isTrue();
        assertThat(breakers.isClosed("PlaceOrder", "east")).isTrue();
        assertThat(faults.now()).containsEntry("PlaceOrder in region west", "SQLState 55P03");
    }

    @Test
    void oneCommandThatFailsAgainAndAgainIsOne() {
        for (int i = 0; i < 10; i++) {
            locked("a");
        }

        assertThat(isClosed()).isTrue();
        assertThat(faults.now()).as("nothing for an administrator to do").isEmpty();
    }

    @Test
    void whatFailsWhileOthersSucceedIsItsOwnMisfortune() {
        long begun = now;
        pass(1);
        breakers.took("PlaceOrder", "west");

        for (String number : new String[] {"a", "b", "c"}) {
            breakers.failed("PlaceOrder", "west", number, begun, true, "SQLState 55P03");
        }

        assertThat(isClosed()).isTrue();
    }

    @Test
    void aSchemaAtFaultIsNamedByTheFirst() {
        breakers.failed("PlaceOrder", "west", "a", now, false, "SQLState 2200H");

        assertThat(isClosed()).isTrue();
        assertThat(faults.now()).containsEntry("PlaceOrder in region west", "SQLState 2200H");
    }

    /** What was mended while the writer was elsewhere went into the queue when it came back. */
    @Test
    void withItsWriterGoesWhatIsKnownOfARegionsTables() {
        locked("a");
        locked("b");
        breakers.writerLost(new RegionEvent(Kind.WRITER_LOST, "east", Instant.EPOCH));
        breakers.writerLost(new RegionEvent(Kind.WRITER_FOUND, "west", Instant.EPOCH));
        assertThat(isClosed()).isFalse();

        breakers.writerLost(new RegionEvent(Kind.WRITER_LOST, "west", Instant.EPOCH));

        assertThat(isClosed()).isTrue();
        locked("c");
        assertThat(isClosed()).isTrue();
        locked("d");
        assertThat(isClosed()).isFalse();
    }

    @Test
    void oneProbeASecondAndTheFirstSuccessClosesIt() {
        locked("a");
        locked("b");
        assertThat(probe()).as("just now others failed").isFalse();
        pass(1_000);
        assertThat(probe()).isTrue();
        assertThat(probe()).isFalse();
        pass(999);
        assertThat(probe()).isFalse();
        pass(1);
        assertThat(probe()).isTrue();

        breakers.took("PlaceOrder", "west");

        assertThat(isClosed()).isTrue();
        assertThat(probe()).isFalse();
        assertThat(faults.now()).isEmpty();
        locked("c");
        assertThat(isClosed()).as("it counts anew").isTrue();
    }

    private void locked(String number) {
        breakers.failed("PlaceOrder", "west", number, now, true, "SQLState 55P03");
    }

    private boolean isClosed() {
        return breakers.isClosed("PlaceOrder", "west");
    }

    private boolean probe() {
        return breakers.mayProbe("PlaceOrder", "west");
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
