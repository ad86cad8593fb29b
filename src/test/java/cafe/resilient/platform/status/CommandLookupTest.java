/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.Status.State;
import cafe.resilient.platform.queue.FakeQueue;
import cafe.resilient.platform.region.WriterMonitor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLookupTest {

    private static final String NUMBER = "29d967c3ab9a98caf94a";

    private final FakeQueue queue = new FakeQueue();
    private final CommandLookup lookup = new CommandLookup();
    private final Deque<Optional<Status>> database = new ArrayDeque<>();
    private Optional<String> writer = Optional.of("west");

    CommandLookupTest() {
        lookup.queue = queue;
        lookup.monitor = new WriterMonitor() {
            @Override
            public Optional<String> writer() {
                return writer;
            }
        };
    }

    @Test
    void whatTheDatabaseKnowsIsNotAskedOfTheQueue() {
        queue.refuse(1, false);
        database.add(status(State.CONFIRMED));

        assertThat(found()).contains(State.CONFIRMED);
    }

    @Test
    void whatItDoesNotKnowMayBeQueued() {
        database.add(Optional.empty());
        queue.found = status(State.QUEUED);

        assertThat(found()).contains(State.QUEUED);
    }

    @Test
    void whatWasEnteredBetweenTheTwoQuestionsIsFound() {
        database.addAll(List.of(Optional.empty(), status(State.CONFIRMED)));

        assertThat(found()).contains(State.CONFIRMED);
    }

    @Test
    void whatNobodyKnowsIsNot() {
        database.addAll(List.of(Optional.empty(), Optional.empty()));

        assertThat(found()).isEmpty();
    }

    @Test
    void withoutAWriterTheQueueIsAskedFirst() {
        writer = Optional.empty();
        queue.found = status(State.QUEUED);

        assertThat(found()).contains(State.QUEUED);
    }

    @Test
    void whatIsQueuedOfAnotherTypeIsNotTold() {
        writer = Optional.empty();
        queue.found = status(State.QUEUED);
        database.add(Optional.empty());

        assertThat(lookup.status(SendMessage.class, NUMBER, database::remove)).isEmpty();
    }

    /** It may have been sent again since, and be in. */
    @Test
    void withoutAWriterThatItWasSetAsideIsNotTheLastWord() {
        writer = Optional.empty();
        queue.found = status(State.SET_ASIDE);
        database.add(status(State.CONFIRMED));

        assertThat(found()).contains(State.CONFIRMED);
    }

    @Test
    void aQueueThatIsAwayMayKnowIt() {
        database.add(Optional.empty());
        queue.refuse(1, false);

        assertThatThrownBy(this::found).isInstanceOf(NotTakenException.class).hasMessageContaining("queue");
    }

    private Optional<State> found() {
        return lookup.status(PlaceOrder.class, NUMBER, database::remove).map(Status::state);
    }

    private static Optional<Status> status(State state) {
        return Optional.of(new Status(NUMBER, "PlaceOrder", state, Journey.begun(Instant.EPOCH), null, null));
    }
}
