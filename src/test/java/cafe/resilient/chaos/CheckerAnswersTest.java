/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.chaos.Band.Touch;
import org.junit.jupiter.api.Test;

/** Which answer is true when: each history has one thing wrong, or nothing wrong that looks as if. */
class CheckerAnswersTest extends ShortHistory {

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
    void notTakenIsFalseOnceTheQueueIsBack() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 8, Touch.DATABASE);
        fault(1, 3, Touch.QUEUE);

        assertOnly(Breach.FALSELY_REFUSED);
    }

    @Test
    void notTakenIsFalseWhileTheDatabaseIsOnlySlow() {
        told(order("Ada", ADAS), 1, 7, Told.NOT_TAKEN);
        fault(0, 8, Touch.SPEED);
        fault(0, 8, Touch.QUEUE);

        assertOnly(Breach.FALSELY_REFUSED);
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
    void confirmedIsWrongOfARowThatWasEnteredLater() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", ADAS), 2, 2.1, Told.CONFIRMED);
        row(order("Ada", ADAS), 2.05);

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void whatWasTakenIsFound() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        told(order("Ada", ADAS), 2, 2.1, Told.FOUND);
        told(order("Ada", ADAS), 3, 3.1, Told.NOT_FOUND);
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void aQuestionIsAnsweredWhileTheStoresAreThere() {
        told(order("Ada", ADAS), 1, 1.1, Told.NOT_NOW);
        told(order("Ada", ADAS), 2, 2.1, Told.NOT_NOW);
        fault(2, 3, Touch.QUEUE);

        assertOnly(Breach.FALSELY_REFUSED);
    }

    @Test
    void twoNumbersForOneContentAreWrong() {
        told(order("Ada", ADAS), 1, 1.1, Told.CONFIRMED);
        Answer answer = new Answer(2_100_000, Told.CONFIRMED, number(order("Eve", ADAS)), "201");
        tries.add(new Try(2, Try.Kind.AGAIN, false, order("Ada", ADAS), 2_000_000, answer));
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }

    @Test
    void anAnswerWithAnotherNumberIsWrong() {
        Answer answer = new Answer(1_100_000, Told.CONFIRMED, number(order("Eve", ADAS)), "201");
        tries.add(new Try(1, Try.Kind.NEW, false, order("Ada", ADAS), 1_000_000, answer));
        row(order("Ada", ADAS));

        assertOnly(Breach.WRONGLY_TOLD);
    }
}
