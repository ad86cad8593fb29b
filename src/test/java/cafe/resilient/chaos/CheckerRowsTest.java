/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import cafe.resilient.order.PlaceOrder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told and what is entered: each history has one thing wrong, or nothing wrong that looks as if. */
class CheckerRowsTest extends ShortHistory {

    @Test
    void whatIsToldAndEnteredIsGreen() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", BOBS), 2, 2.1, Told.ALREADY_PLACED);
        told(order("Ada", ADAS), 3, 3.1, Told.CONFIRMED);
        told(order("Eve", ADAS), 4, 4.1, Told.TAKEN);
        row(order("Ada", ADAS));
        row(order("Eve", ADAS));

        assertOnly();
    }

    @Test
    void anAcknowledgedOrderWithoutRowIsLost() {
        told(order("Ada", ADAS), 1, 1.1, Told.QUEUED);
        fault(0, 2, Touch.DATABASE);

        assertOnly(Breach.LOST, Breach.QUEUED_EARLY);
    }

    @Test
    void oneThatWasNeverAcknowledgedIsNotLost() {
        told(order("Ada", ADAS), 1, 1.1, Told.UNKNOWN);
        fault(0, 2, Touch.DATABASE, Touch.QUEUE);

        assertOnly();
    }

    @Test
    void twoRowsOfOneNumberAreDoubled() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        row(order("Ada", ADAS));
        row(order("Ada", ADAS));

        assertOnly(Breach.DOUBLED);
    }

    @Test
    void aRowThatNobodySentIsUnexpected() {
        row(order("Ada", ADAS));

        assertOnly(Breach.UNEXPECTED);
    }

    @Test
    void aRowUnderAnotherContentsNumberIsUnexpected() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Eve", ADAS), 2, 2.1, Told.UNKNOWN);
        fault(2, 3, Touch.DATABASE, Touch.QUEUE);
        row(order("Ada", ADAS));
        row(number(order("Ada", ADAS)), order("Eve", ADAS), 0);

        assertOnly(Breach.UNEXPECTED, Breach.WRONGLY_TOLD);
    }

    @Test
    void aRowUnderAnotherNumberThanWasToldIsWrong() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        row(number(order("Eve", ADAS)), order("Ada", ADAS), 0);

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void aRowWithASubmissionNobodySentIsUnexpected() {
        told(order("Ada", ADAS), 1, 1.1, Told.TAKEN);
        fault(0.5, 2, Touch.DATABASE);
        row(order("Ada", BOBS));

        assertOnly(Breach.UNEXPECTED);
    }

    @Test
    void whatStaysInTheQueueNeverSettled() {
        told(order("Ada", ADAS), 8, 8.1, Told.QUEUED);
        fault(0, 9, Touch.DATABASE);
        waiting = Set.of(number(order("Ada", ADAS)));

        assertOnly(Breach.NEVER_SETTLED);
    }

    @Test
    void onlyPoisonIsSetAside() {
        told(order("Ada", ADAS), 8, 8.1, Told.QUEUED);
        fault(0, 9, Touch.DATABASE);
        poison = Set.of("p1");
        aside = Set.of("p1", number(order("Ada", ADAS)));

        assertOnly(Breach.SET_ASIDE);
    }

    @Test
    void poisonThatIsGoneIsABreach() {
        poison = Set.of("p1");

        assertOnly(Breach.SET_ASIDE);
    }

    @Test
    void theFilesGiveTheSameVerdict(@TempDir Path folder) throws Exception {
        PlaceOrder order = order("Zo\u00eb 'O\u2019Hara'", ADAS);
        try (Recorder recorder = new Recorder(folder.resolve("history.jsonl"))) {
            int id = recorder.sent(Try.Kind.NEW, true, order);
            recorder.answered(id, new Answer(recorder.now(), Told.ALREADY_PLACED, number(order), "302"));
            recorder.fault(new Band("freeze", Track.DATABASE, Set.of(Touch.DATABASE), 1, 2, "frozen"));
            recorder.sampled(new Sample(3, 4, "west-a"));
        }
        row(order);
        new Snapshot(rows, waiting, aside, poison).writeTo(folder.resolve("snapshot.json"));

        Verdict verdict = Run.check(folder);

        assertThat(verdict.of(Breach.WRONGLY_TOLD)).hasSize(1);
        assertThat(verdict.of(Breach.UNEXPECTED)).isEmpty();
        assertThat(folder.resolve("report.html")).content().contains("freeze", "A promise was broken");
    }
}
