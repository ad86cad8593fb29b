/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriterStateTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** In seconds; nobody who is not woken looks again so early. */
    private static final int SOON = 5;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final WriterState signal = new WriterState();

    @Test
    void whoWaitsIsWokenByTheNextProof() throws Exception {
        long fault = System.nanoTime();
        Future<Optional<String>> waiting = waiting(() -> await(fault, LONG));

        signal.prove("west", System.nanoTime());

        assertThat(waiting.get(SOON, TimeUnit.SECONDS)).hasValue("west");
    }

    @Test
    void aProofThatBeganBeforeTheFaultIsNone() {
        long before = System.nanoTime();
        signal.prove("west", before);

        assertThat(await(before + 1, Duration.ofMillis(1))).isEmpty();
        assertThat(await(before, LONG)).hasValue("west");
    }

    @Test
    void theWriterStaysWhereItIsUntilItIsLost() {
        signal.prove("west", System.nanoTime());
        assertThat(signal.prove("east", System.nanoTime())).isFalse();
        assertThat(signal.region()).hasValue("west");

        signal.lose("west", System.nanoTime());
        assertThat(signal.prove("east", System.nanoTime())).isTrue();
        assertThat(signal.region()).hasValue("east");
    }

    @Test
    void whatWasAskedBeforeARegionWasLostDoesNotBringItBackWhateverWasLostSince() {
        long early = System.nanoTime();
        signal.prove("west", early);
        signal.lose("west", System.nanoTime());
        signal.prove("east", System.nanoTime());
        signal.lose("east", System.nanoTime());

        assertThat(signal.prove("west", early + 1)).isFalse();
        assertThat(signal.prove("west", System.nanoTime())).isTrue();
    }

    @Test
    void aProofOfOneRegionIsNoneOfTheNext() {
        long start = System.nanoTime();
        signal.prove("west", start + 2);
        signal.lose("west", start + 2);
        signal.prove("east", start + 1);

        assertThat(signal.region(start + 1)).hasValue("east");
        assertThat(signal.region(start + 2)).isEmpty();
    }

    @Test
    void aQuestionPutBeforeTheNewestProofFailsWithoutConsequence() {
        long before = System.nanoTime();
        signal.prove("west", before + 1);

        assertThat(signal.lose("west", before)).isFalse();
        assertThat(signal.doubt(before, true)).isFalse();
        assertThat(signal.region()).hasValue("west");
    }

    @Test
    void aRegionIsHeldFromWhenItsWriterWasFoundUntilThatIsLost() {
        long before = System.nanoTime();
        signal.prove("west", before);
        long after = System.nanoTime();

        assertThat(signal.isHeld("west", before))
                .as("no call can have gone there yet")
                .isFalse();
        assertThat(signal.isHeld("west", after)).isTrue();
        assertThat(signal.isHeld("east", after)).isFalse();
        signal.lose("west", after);
        assertThat(signal.isHeld("west", after)).isFalse();
    }

    @Test
    void doubtLastsUntilAProofThatBeganAfterIt() {
        assertThat(signal.inDoubt()).as("nothing is proved yet").isTrue();
        long early = System.nanoTime();
        signal.prove("west", early);
        assertThat(signal.inDoubt()).isFalse();

        assertThat(signal.doubt(System.nanoTime(), true)).isTrue();
        assertThat(signal.doubt(System.nanoTime(), true)).as("once").isFalse();
        signal.prove("west", early);
        assertThat(signal.inDoubt()).isTrue();
        signal.prove("west", System.nanoTime());
        assertThat(signal.inDoubt()).isFalse();
    }

    @Test
    void aSlowQuestionEndsTheDoubtThatItsOwnSilenceRaised() {
        signal.prove("west", System.nanoTime());
        long asked = System.nanoTime();
        assertThat(signal.doubt(asked, true)).isTrue();
        assertThat(signal.doubt(asked, true)).as("at the next tick").isFalse();

        signal.prove("west", asked);

        assertThat(signal.inDoubt()).isFalse();
        assertThat(await(signal.doubtSince(), LONG)).hasValue("west");
    }

    @Test
    void olderSilenceDoesNotEndTheDoubtOfALaterFault() {
        signal.prove("west", System.nanoTime());
        long asked = System.nanoTime();
        long fault = System.nanoTime();
        signal.doubt(fault, true);
        signal.doubt(asked, true);

        signal.prove("west", asked);

        assertThat(signal.inDoubt()).isTrue();
    }

    @Test
    void anOutageBeginsWithTheFirstFailureAndEndsWhenAWriterHasHeldForASecond() {
        long start = System.nanoTime();
        assertThat(signal.outageSince()).as("from the start on").isPresent();

        signal.prove("west", start);
        signal.prove("west", start + SECOND - 1);
        assertThat(signal.outageSince()).as("not yet").isPresent();
        signal.prove("west", start + SECOND);
        assertThat(signal.outageSince()).isEmpty();

        signal.doubt(System.nanoTime() + SECOND, true);
        assertThat(signal.outageSince()).isPresent();
    }

    @Test
    void aLockOrAFullPoolIsNoOutageWhileOtherCallsSucceed() {
        long later = afterASecondOfPeace();

        signal.took();
        assertThat(signal.doubt(later, false)).as("a proof is waited for").isTrue();
        assertThat(signal.outageSince()).isEmpty();

        signal.doubt(later, true);
        assertThat(signal.outageSince()).isPresent();
    }

    @Test
    void aBusyServerThatTakesNoCallIsAnOutage() {
        signal.doubt(afterASecondOfPeace(), false);

        assertThat(signal.outageSince()).isPresent();
    }

    /** A time after the newest proof; there is no outage. */
    private long afterASecondOfPeace() {
        long start = System.nanoTime();
        signal.prove("west", start);
        signal.prove("west", start + SECOND);
        return start + 2 * SECOND;
    }

    @Test
    void flappingDoesNotRestartTheOutagesClock() {
        long began = signal.outageSince().getAsLong();
        long now = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            signal.prove("west", now + i * SECOND);
            assertThat(signal.lose("west", now + i * SECOND)).isTrue();
            // as a real loss is: the next question is put after it
            now = Math.max(now, System.nanoTime());
        }

        assertThat(signal.outageSince()).hasValue(began);
    }

    @Test
    void whoWaitsInDoubtGivesUpWhenTheWriterIsLostAndTheOutageIsOld() throws Exception {
        long proved = System.nanoTime();
        signal.prove("west", proved);
        signal.doubt(System.nanoTime(), true);
        Future<Optional<String>> waiting = waiting(() -> await(signal.doubtSince(), LONG, Duration.ZERO));

        signal.lose("west", System.nanoTime());

        assertThat(waiting.get(SOON, TimeUnit.SECONDS)).isEmpty();
    }

    /** Comes back when he sleeps: whatever happens now, he learns it by being woken. */
    private static <T> Future<T> waiting(Callable<T> wait) {
        FutureTask<T> task = new FutureTask<>(wait);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private Optional<String> await(long since, Duration time) {
        return await(since, time, time);
    }

    private Optional<String> await(long since, Duration inDoubt, Duration inOutage) {
        try {
            return signal.await(since, Deadline.in(inDoubt), Deadline.in(inOutage));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
