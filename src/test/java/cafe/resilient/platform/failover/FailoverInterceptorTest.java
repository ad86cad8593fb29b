/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import cafe.resilient.platform.ConnectionDestroyedException;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.Journey.Step;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Status;
import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call is told, and how often it is made, for each kind of fault. */
class FailoverInterceptorTest {

    private final Engine engine = new Engine();

    @AfterEach
    void eachAttemptGaveItsPermitBack() {
        assertThat(engine.pools.attempts()).isZero();
    }

    @Test
    void inPeaceItIsOneAttempt() throws Exception {
        Receipt receipt = (Receipt) engine.call("order", Engine.order());

        assertThat(receipt.outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(receipt.region()).isEqualTo("west");
        assertThat(engine.regions()).containsExactly("west");
        assertThat(engine.queue.kept).isEmpty();
    }

    @Test
    void aMethodMayHaveLessTimeThanOthersNeverMore() throws Exception {
        engine.call("ask");
        engine.call("askQuickly");
        engine.call("askSlowly");

        long usual = engine.attempts.get(0).deadline().end();
        long quick = engine.attempts.get(1).deadline().end();
        long slow = engine.attempts.get(2).deadline().end();
        assertThat(Duration.ofNanos(usual - quick)).isEqualTo(Duration.ofSeconds(2));
        assertThat(slow).isEqualTo(usual);
    }

    @Test
    void aStoresFaultIsTriedAgainWhereTheWriterIsThen() throws Exception {
        engine.fails(sql("57P01"), sql("08006"));
        engine.wait.afterFaults("west", "east");

        Receipt receipt = (Receipt) engine.call("order", Engine.order());

        assertThat(receipt.region()).isEqualTo("east");
        assertThat(engine.regions()).containsExactly("west", "west", "east");
        assertThat(engine.attempts.get(2).journey().steps())
                .extracting(Step::event, Step::region)
                .containsExactly(
                        tuple(Event.RECEIVED, ""),
                        tuple(Event.NOT_ANSWERED, "west"),
                        tuple(Event.NOT_ANSWERED, "west"),
                        tuple(Event.ENTERED, "east"));
    }

    @Test
    void aCommandWhoseCommitIsUnknownIsTriedAgain() throws Exception {
        engine.fails(commitUnknown());
        engine.wait.afterFaults("west");

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(engine.regions()).containsExactly("west", "west");
    }

    @Test
    void whatIsNoCommandIsNotExecutedTwiceAfterAnUnknownCommit() {
        engine.fails(commitUnknown());
        engine.wait.afterFaults("west");

        NotTakenException told = catchThrowableOfType(NotTakenException.class, () -> engine.call("pay"));

        assertThat(told.isUnknown()).isTrue();
        assertThat(engine.regions()).containsExactly("west");
    }

    @Test
    void whatIsDeclaredIdempotentIs() throws Exception {
        engine.fails(commitUnknown());
        engine.wait.afterFaults("east");

        assertThat(engine.call("ask")).isEqualTo("ask");
        assertThat(engine.regions()).containsExactly("west", "east");
    }

    @Test
    void aSuccessOnADestroyedConnectionIsNotBelieved() throws Exception {
        engine.fails(new ConnectionDestroyedException("west"));
        engine.wait.afterFaults("west");

        engine.call("order", Engine.order());

        assertThat(engine.regions()).containsExactly("west", "west");
    }

    @Test
    void withoutAWriterACommandIsQueuedWithItsJourney() throws Exception {
        engine.fails(sql("08006"));

        Receipt receipt = (Receipt) engine.call("order", Engine.order());

        assertThat(receipt.outcome()).isEqualTo(Outcome.QUEUED);
        assertThat(engine.queue.kept).singleElement().satisfies(kept -> {
            assertThat(kept.command()).isEqualTo(Engine.order());
            assertThat(kept.number()).isEqualTo(receipt.number());
            assertThat(kept.journey().steps())
                    .extracting(Step::event)
                    .containsExactly(Event.RECEIVED, Event.NOT_ANSWERED, Event.QUEUED);
        });
    }

    @Test
    void withoutAWriterAQuestionIsToldSo() {
        engine.wait.writer = null;

        NotTakenException told = catchThrowableOfType(NotTakenException.class, () -> engine.call("ask"));

        assertThat(told.isUnknown()).isFalse();
        assertThat(told).hasMessageContaining("No region has a writer");
        assertThat(engine.attempts).isEmpty();
    }

    @Test
    void withoutAnyStoreACommandIsToldTheTruth() {
        engine.wait.writer = null;
        engine.queue.refuse(Integer.MAX_VALUE, false);

        NotTakenException told =
                catchThrowableOfType(NotTakenException.class, () -> engine.call("order", Engine.order()));

        assertThat(told.isUnknown()).isFalse();
        assertThat(engine.queue.patience).as("puts").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAStoreWasSentAndDidNotAnswerIsUnknown(boolean queue) {
        if (queue) {
            engine.wait.writer = null;
        } else {
            engine.fails(commitUnknown());
        }
        engine.queue.refuse(Integer.MAX_VALUE, queue);

        NotTakenException told =
                catchThrowableOfType(NotTakenException.class, () -> engine.call("order", Engine.order()));

        assertThat(told.isUnknown()).isTrue();
    }

    @Test
    void aWriterThatComesBackWhileTheQueueIsAwayTakesIt() throws Exception {
        engine.queue.refuse(1, false);
        engine.wait.writer = null;
        engine.fallback.writerWait = new FakeWait(); // by then there is one

        Receipt receipt = (Receipt) engine.call("order", Engine.order());

        assertThat(receipt.outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(engine.queue.kept).isEmpty();
    }

    /** The replay may do later what is refused now. */
    @Test
    void whatIsRefusedWhileAnEarlierCallsCommandWaitsIsQueued() throws Exception {
        engine.fails(new RefusedException("We are closed"));
        engine.queue.found =
                Optional.of(new Status("29d9", "Order", Status.State.QUEUED, Journey.begun(Engine.NOW), null, null));

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.QUEUED);
    }

    @Test
    void theApplicationsOwnRefusalPassesAsItIs() {
        RefusedException refused = new RefusedException("We bake no stones");
        engine.fails(refused);

        assertThatThrownBy(() -> engine.call("order", Engine.order())).isSameAs(refused);
        assertThat(engine.regions()).containsExactly("west");
        assertThat(engine.queue.kept).isEmpty();
    }

    @Test
    void aBugKeepsACommandAndShowsAQuestion() throws Exception {
        Exception bug = new EJBException(new NullPointerException());
        engine.fails(bug, bug);

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.QUEUED);
        assertThatThrownBy(() -> engine.call("ask")).isSameAs(bug);
        assertThat(engine.regions()).containsExactly("west", "west");
    }

    @Test
    void aTableThatRefusesTwoCommandsIsLeftAloneAndTheThirdIsQueuedAtOnce() throws Exception {
        engine.fails(sql("42P01"), sql("42P01"));

        for (String what : new String[] {"rye", "wheat", "oat"}) {
            Receipt receipt = (Receipt) engine.call("order", new Engine.Order(what, new UUID(0, 1)));
            assertThat(receipt.outcome()).isEqualTo(Outcome.QUEUED);
        }

        assertThat(engine.regions()).containsExactly("west", "west");
        assertThat(engine.call("ask")).as("others go on").isEqualTo("ask");
    }

    @Test
    void aDeadlockIsTriedAgainAtOnceWithoutSuspectingTheWriter() throws Exception {
        engine.fails(sql("40P01"), sql("40001"));

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(engine.regions()).containsExactly("west", "west", "west");
        assertThat(engine.wait.afterFaults).isEmpty();
    }

    @Test
    void aQuestionThatALockHoldsUpIsAskedTwice() {
        engine.fails(sql("55P03"), sql("55P03"), sql("55P03"));

        assertThatThrownBy(() -> engine.call("ask")).isInstanceOf(NotTakenException.class);
        assertThat(engine.attempts).hasSize(2);
    }

    @Test
    void whoFindsNoPlaceIsQueuedWithoutAnAttempt() throws Exception {
        engine.pools.full = true;

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.QUEUED);
        assertThat(engine.attempts).isEmpty();
    }

    private static Exception sql(String state) {
        return new EJBException(new SQLException("told by nobody", state));
    }

    private static Exception commitUnknown() {
        return new EJBException(new RollbackException());
    }
}
