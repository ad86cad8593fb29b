/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.queue.QueueItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of each queued command, for each way in which a table does not take them. */
class BatchTest extends BatchOnFakes {

    @Test
    void whatATableTakesIsEnteredAtOnceAndDeleted() throws Exception {
        orders(100);

        assertThat(enter()).isEqualTo(100);

        assertThat(transactions).hasSize(1);
        assertThat(queue.waiting).isEmpty();
    }

    @Test
    void onePoisonInAHundredIsADeadLetterAndAllOthersGoIn() throws Exception {
        orders(100);
        poison.add(number(37));

        assertThat(enter()).isEqualTo(99);

        assertThat(rows).hasSize(99).doesNotContain(number(37));
        assertThat(queue.waiting).isEmpty();
        assertThat(queue.aside).containsOnlyKeys(number(37));
        assertThat(queue.aside.get(number(37))).contains("RefusedException");
        assertThat(transactions).as("found by halves").hasSizeLessThan(20);
    }

    @Test
    void whatARuleOfTheApplicationRefusesIsADeadLetterWithItsReasonAndTheApplicationIsTold() throws Exception {
        orders(10);
        forbidden.add(number(3));

        assertThat(enter()).isEqualTo(9);

        assertThat(queue.aside).containsOnlyKeys(number(3));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).number()).isEqualTo(number(3));
        assertThat(told.get(0).command()).isInstanceOf(PlaceOrder.class);
        assertThat(told.get(0).reason()).isEqualTo("We are closed");
    }

    @Test
    void whatIsEnteredTogetherIsEnteredInTheOrderItCameIn() throws Exception {
        orders(10);
        List<QueueItem> items = new ArrayList<>(queue.items());
        Collections.reverse(items);

        batch.enter(queue.table, items, List.of());

        assertThat(transactions)
                .containsExactly(items.stream().map(QueueItem::number).toList());
    }

    /** The message came between two orders. */
    @Test
    void whereHandlersHaveAPartInItNothingOvertakesWhatCameBefore() throws Exception {
        orders(2);
        List<QueueItem> orders = queue.items();
        queue.put(message("ffff"), NOW);
        QueueItem message = queue.waiting.get("ffff");
        List<QueueItem> items = List.of(orders.get(0), message, orders.get(1));

        handled.add("SendMessage");
        batch.enter(queue.table, items, List.of());

        assertThat(transactions)
                .containsExactly(
                        List.of(orders.get(0).number()),
                        List.of("ffff"),
                        List.of(orders.get(1).number()));
    }

    @Test
    void rowsAloneShareTheirTransactionsWhateverCameBetween() throws Exception {
        orders(2);
        List<QueueItem> orders = queue.items();
        queue.put(message("ffff"), NOW);

        batch.enter(queue.table, List.of(orders.get(0), queue.waiting.get("ffff"), orders.get(1)), List.of());

        assertThat(transactions).hasSize(2);
    }

    @Test
    void fewAreHandledInOneTransaction() throws Exception {
        handled.add("PlaceOrder");
        orders(25);

        assertThat(enter()).isEqualTo(25);

        assertThat(transactions).extracting(List::size).containsExactly(10, 10, 5);
    }

    @Test
    void whatIsRefusedOnceOnlyIsNoPoison() throws Exception {
        orders(1);
        unlucky.add(number(0));

        assertThat(enter()).isEqualTo(1);

        assertThat(queue.aside).isEmpty();
    }

    @Test
    void aTableThatTakesNothingKeepsItsOwnCommandsWaitingAndNobodyElses() throws Exception {
        orders(50);
        queue.put(message("ffff"), NOW);
        broken.add("PlaceOrder");

        assertThat(enter()).isEqualTo(1);

        assertThat(rows).containsExactly("ffff");
        assertThat(queue.waiting).hasSize(50);
        assertThat(queue.aside).isEmpty();
        assertThat(transactions).as("all, two of them, and the message").hasSize(4);
        assertThat(breakers.isClosed("PlaceOrder", "west")).isFalse();
    }

    @Test
    void itsCommandsAreNotTriedAgainInTheSamePass() throws Exception {
        orders(50);
        broken.add("PlaceOrder");
        enter();
        int tried = transactions.size();

        enter();
        assertThat(transactions).hasSize(tried);

        broken.clear();
        batch.begin(queue.table);
        assertThat(enter()).as("in the next they are").isEqualTo(50);
    }

    @Test
    void whoseLeaseIsTakenOverStops() {
        orders(100);
        poison.add(number(37));
        queue.leases = 1;

        assertThatThrownBy(this::enter).isInstanceOf(NoWriterException.class).hasMessageContaining("taken");

        assertThat(queue.aside).isEmpty();
        assertThat(queue.waiting).as("one half is in").hasSizeBetween(50, 100);
    }

    /** A message to the registry, whose fields are others. */
    public record OfAnotherVersion(String who, UUID submission) implements Command {}

    @Test
    void whatCannotBeReadStaysAndHoldsUpNobody() throws Exception {
        orders(2);
        queue.put(new PendingCommand("eeee", new OfAnotherVersion("Ada", UUID.randomUUID()), Journey.begun(NOW)), NOW);

        assertThat(enter()).isEqualTo(2);

        assertThat(queue.waiting).containsOnlyKeys("eeee");
        assertThat(queue.aside).as("three failures make it poison, not one").isEmpty();
    }
}
