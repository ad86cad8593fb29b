/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.Receipt;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a call goes whose command has an order with others. */
class SequenceTest {

    private final Engine engine = new Engine();
    private final Engine.Change change = new Engine.Change("rye", new UUID(0, 2));

    @Test
    void itJoinsThoseThatWaitThoughTheDatabaseIsWell() throws Exception {
        engine.queue.sequences.add("rye");

        Receipt receipt = (Receipt) engine.call("change", change);

        assertThat(receipt.outcome()).isEqualTo(Outcome.QUEUED);
        assertThat(engine.attempts).isEmpty();
        assertThat(engine.queue.kept).extracting(PendingCommand::command).containsExactly(change);
    }

    @Test
    void whereNoneOfItsOwnWaitsItIsDoneAtOnce() throws Exception {
        engine.queue.sequences.add("spelt");

        assertThat(((Receipt) engine.call("change", change)).outcome()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void whatHasNoOrderWaitsForNobody() throws Exception {
        engine.queue.sequences.add("rye");

        assertThat(((Receipt) engine.call("order", Engine.order())).outcome()).isEqualTo(Outcome.CONFIRMED);
    }

    /** Others would wait behind it, though it may be done already. */
    @Test
    void noneIsCopiedIntoTheQueueBesideItsWaiting() {
        Call ordered = engine.newCall("change", change);
        Call free = engine.newCall("order", Engine.order());
        QueueCopies copies = new QueueCopies();

        copies.schedule(ordered);

        assertThat(ordered.sequence()).isEqualTo(Optional.of("rye"));
        assertThat(ordered.copy.plan()).as("none was planned").isTrue();
        assertThat(free.sequence()).isEmpty();
    }
}
