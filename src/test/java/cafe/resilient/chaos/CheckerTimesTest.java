/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.chaos.Band.Touch;
import org.junit.jupiter.api.Test;

/** Who waited for too long, and who was queued too early: each history has one thing wrong, or nothing wrong that looks as if. */
class CheckerTimesTest extends ShortHistory {

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

    @Test
    void whoStoodAtTheDoorIsAnsweredSoonAfterItOpens() {
        told(order("Ada", ADAS), 2, 29, Told.CONFIRMED);
        told(order("Bob", BOBS), 2, 29, Told.NOTHING);
        fault(1.5, 9, Touch.SERVER);
        row(order("Ada", ADAS));

        assertOnly(Breach.TOO_LATE);
    }

    @Test
    void inPeaceNobodyWaitsForTheQueue() {
        told(order("Ada", ADAS), 1, 3, Told.CONFIRMED);
        fault(0, 9, Touch.QUEUE);
        row(order("Ada", ADAS));

        assertOnly(Breach.KEPT_WAITING);
    }

    @Test
    void whatIsSaidAgainIsSaidAtOnce() {
        told(order("Ada", ADAS), 1, 3, Told.CONFIRMED);
        fault(0, 9, Touch.AGAIN);
        row(order("Ada", ADAS));

        assertOnly(Breach.KEPT_WAITING);
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
    void aWaitCountsAsFarAsTheProcessorsWereTheCafes() {
        told(order("Ada", ADAS), 1, 3.2, Told.CONFIRMED);
        used(1, 4, 0.1, 0.8); // 0.44 s are left
        row(order("Ada", ADAS));

        assertOnly();
    }

    @Test
    void howeverBusyTheMachineNobodyWaitsForNothing() {
        told(order("Ada", ADAS), 1, 3.9, Told.CONFIRMED);
        used(1, 4, 0.1, 0.8);
        row(order("Ada", ADAS));

        assertOnly(Breach.KEPT_WAITING);
    }

    @Test
    void aCafeThatUsesTheProcessorsItselfIsNotExcused() {
        told(order("Ada", ADAS), 1, 4, Told.CONFIRMED);
        used(1, 4, 0.9, 0.1);
        row(order("Ada", ADAS));

        assertOnly(Breach.KEPT_WAITING);
    }

    @Test
    void aTableIsProbedOnceItsWriterIsBack() {
        told(order("Ada", ADAS), 6.9, 8.05, Told.QUEUED); // the machine was busy: the put took that long
        used(6, 9, 0.0, 0.5);
        fault(1, 4, Touch.SCHEMA);
        fault(3, 6, Touch.DATABASE);
        row(order("Ada", ADAS));

        assertOnly();
    }
}
