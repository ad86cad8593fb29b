/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import cafe.resilient.order.PlaceOrder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of a few lines, each with one thing wrong, or with nothing wrong that looks as if. Times are in seconds. */
class CheckerTest {

    private static final UUID ADAS = new UUID(0, 1);
    private static final UUID BOBS = new UUID(0, 2);

    private final List<Try> tries = new ArrayList<>();
    private final List<Band> faults = new ArrayList<>();
    private final List<Snapshot.Row> rows = new ArrayList<>();
    private Set<String> waiting = Set.of();
    private Set<String> aside = Set.of();
    private Set<String> poison = Set.of();

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
        rows.add(new Snapshot.Row(order("Eve", ADAS).number(), order("Ada", ADAS), "[]"));

        assertOnly(Breach.UNEXPECTED);
    }

    @Test
    void aRowWithASubmissionNobodySentIsUnexpected() {
        told(order("Ada", ADAS), 1, 1.1, Told.TAKEN);
        fault(0.5, 2, Touch.DATABASE);
        row(order("Ada", BOBS));

        assertOnly(Breach.UNEXPECTED);
    }

    @Test
    void goodContentIsNeverRefused() {
        told(order("Ada", ADAS), 1, 1.1, Told.REFUSED);

        assertOnly(Breach.FALSELY_REFUSED);
    }

    @Test
    void notTakenWhileOneStoreOrTheOtherWasThereIsFalselyRefused() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 3, Touch.DATABASE);
        fault(5, 8, Touch.QUEUE);

        assertOnly(Breach.FALSELY_REFUSED, Breach.KEPT_WAITING);
    }

    @Test
    void notTakenIsFalseWhileTheQueueIsThere() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 8, Touch.DATABASE);

        assertOnly(Breach.FALSELY_REFUSED);
    }

    @Test
    void notTakenIsTheTruthWhileBothAreAway() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 8, Touch.DATABASE);
        fault(5, 6, Touch.QUEUE);

        assertOnly();
    }

    @Test
    void notTakenIsWrongIfItWasEntered() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 8, Touch.DATABASE, Touch.QUEUE);
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void notTakenIsTrueOfTheFirstOfTwoTriesOfOneForm() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        told(order("Ada", ADAS), 9, 9.1, Told.CONFIRMED);
        fault(0, 8, Touch.DATABASE, Touch.QUEUE);
        row(order("Ada", ADAS));

        assertOnly();
    }

    @Test
    void alreadyPlacedIsWrongForOnesOwnFirst() {
        told(order("Ada", ADAS), 1, 1.1, Told.ALREADY_PLACED);
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void alreadyPlacedIsWrongBeforeAnybodyElseHadSentIt() {
        told(order("Ada", ADAS), 1, 1.1, Told.ALREADY_PLACED);
        told(order("Ada", BOBS), 2, 2.1, Told.CONFIRMED);
        row(order("Ada", BOBS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void ofTwoAtTheSameMomentEitherMayBeFirst() {
        told(order("Ada", ADAS), 1, 1.5, Told.ALREADY_PLACED);
        told(order("Ada", BOBS), 1.4, 1.9, Told.CONFIRMED);
        row(order("Ada", BOBS));

        assertOnly();
    }

    @Test
    void confirmedIsWrongForAResubmission() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", BOBS), 2, 2.1, Told.CONFIRMED);
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void aPageThatTookAResubmissionInPeaceIsWrong() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", BOBS), 2, 2.1, Told.TAKEN);
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void aPageThatTookAResubmissionInAnOutageMayHaveQueuedIt() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", BOBS), 2, 2.1, Told.TAKEN);
        fault(1.5, 9, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly();
    }

    @Test
    void anAnswerWithAnotherNumberIsWrong() {
        Answer answer = new Answer(1_100_000, Told.CONFIRMED, order("Eve", ADAS).number(), "201");
        tries.add(new Try(1, Try.Kind.NEW, false, order("Ada", ADAS), 1_000_000, answer));
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void anAnswerAfterTheDeadlineIsTooLate() {
        told(order("Ada", ADAS), 1, 8.6, Told.CONFIRMED);
        fault(0, 9, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly(Breach.TOO_LATE);
    }

    @Test
    void noAnswerOfAServerThatWasThereIsTooLate() {
        told(order("Ada", ADAS), 1, 1.1, Told.NOTHING);

        assertOnly(Breach.TOO_LATE);
    }

    @Test
    void aServerThatWasKilledOwesNoAnswer() {
        told(order("Ada", ADAS), 1, 2, Told.NOTHING);
        told(order("Bob", BOBS), 3, 3.1, Told.FAILED);
        fault(1.5, 9, Touch.SERVER);

        assertOnly();
    }

    @Test
    void whoCameBeforeTheServerWasUpWaitedBeforeAClosedDoor() {
        told(order("Ada", ADAS), 2, 12, Told.CONFIRMED);
        fault(1.5, 9, Touch.SERVER);
        row(order("Ada", ADAS));

        assertOnly();
    }

    /** Seed 11: a reply to a commit was lost before the writer had held for a second. */
    @Test
    void anOutageGoesOnThroughAFaultThatKeepsTheWriterFromHolding() {
        told(order("Ada", ADAS), 9.1, 9.2, Told.QUEUED);
        fault(1, 6, Touch.DATABASE);
        fault(6.5, 9, Touch.SPEED);
        fault(9, 12, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly();
    }

    @Test
    void queuedWhileAllIsOnlySlowIsEarly() {
        told(order("Ada", ADAS), 9, 9.1, Told.QUEUED);
        fault(1, 9, Touch.SPEED);
        row(order("Ada", ADAS));

        assertOnly(Breach.QUEUED_EARLY);
    }

    @Test
    void queuedInAShortOutageIsEarly() {
        told(order("Ada", ADAS), 2, 2.2, Told.QUEUED);
        fault(1, 3, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly(Breach.QUEUED_EARLY);
    }

    @Test
    void queuedInAKnownOutageIsRight() {
        told(order("Ada", ADAS), 8, 8.1, Told.QUEUED);
        fault(1, 5, Touch.DATABASE);
        fault(6, 9, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly();
    }

    @Test
    void whoWaitsAfterTheFaultIsKeptWaiting() {
        told(order("Ada", ADAS), 1, 5, Told.CONFIRMED);
        fault(0, 2, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly(Breach.KEPT_WAITING);
    }

    @Test
    void aServerThatHasJustStartedMayBeSlowButNotLate() {
        told(order("Ada", ADAS), 1, 4, Told.CONFIRMED);
        told(order("Eve", ADAS), 1, 9, Told.CONFIRMED);
        fault(0, 9, Touch.SPEED);
        row(order("Ada", ADAS));
        row(order("Eve", ADAS));

        assertOnly(Breach.TOO_LATE);
    }

    @Test
    void whatStaysInTheQueueNeverSettled() {
        told(order("Ada", ADAS), 8, 8.1, Told.QUEUED);
        fault(0, 9, Touch.DATABASE);
        waiting = Set.of(order("Ada", ADAS).number());

        assertOnly(Breach.NEVER_SETTLED);
    }

    @Test
    void onlyPoisonIsSetAside() {
        told(order("Ada", ADAS), 8, 8.1, Told.QUEUED);
        fault(0, 9, Touch.DATABASE);
        poison = Set.of("p1");
        aside = Set.of("p1", order("Ada", ADAS).number());

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
            recorder.answered(id, new Answer(recorder.now(), Told.ALREADY_PLACED, order.number(), "302"));
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

    private void assertOnly(Breach... expected) {
        Verdict verdict =
                Checker.check(new History(tries, faults, List.of()), new Snapshot(rows, waiting, aside, poison));
        assertThat(Arrays.stream(Breach.values()).filter(breach -> verdict.count(breach) > 0))
                .as(verdict.text())
                .containsExactlyInAnyOrder(expected);
    }

    private void told(PlaceOrder order, double sent, double answered, Told told) {
        Answer answer = new Answer(micros(answered), told, told.isTaken() ? order.number() : "", "");
        tries.add(new Try(tries.size() + 1, Try.Kind.NEW, false, order, micros(sent), answer));
    }

    private void row(PlaceOrder order) {
        rows.add(new Snapshot.Row(order.number(), order, "[]"));
    }

    private void fault(double from, double to, Touch... touches) {
        faults.add(new Band("fault", Track.DATABASE, Set.of(touches), micros(from), micros(to), ""));
    }

    private static PlaceOrder order(String name, UUID submission) {
        return new PlaceOrder(name, 2, LocalDateTime.of(2030, 3, 1, 19, 30), "", submission);
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
