/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.queue.QueueItem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order a batch does commands of one sequence, and what of it goes on if one is not entered. */
class BatchSequenceTest extends BatchOnFakes {

    private void put(String number, String sequence, int second) {
        queue.put(message(number), NOW.plusSeconds(second));
        queue.set(number, "sequence", sequence);
    }

    /** As the replay gives them. */
    private int enterInOrder() throws Exception {
        List<QueueItem> items = queue.items().stream()
                .sorted(Comparator.comparing(QueueItem::at))
                .toList();
        return batch.enter(queue.table, items, List.of());
    }

    @Test
    void eachIsATransactionOfItsOwnInTheOrderOfArrival() throws Exception {
        put("c", "rye", 1);
        put("a", "rye", 2);
        put("b", "rye", 3);

        assertThat(enterInOrder()).isEqualTo(3);

        assertThat(transactions).containsExactly(List.of("c"), List.of("a"), List.of("b"));
        assertThat(queue.waiting).isEmpty();
    }

    @Test
    void theFirstOfSeveralSequencesShareATransaction() throws Exception {
        put("a", "rye", 1);
        put("b", "spelt", 2);
        put("c", "rye", 3);
        put("d", "spelt", 4);

        assertThat(enterInOrder()).isEqualTo(4);

        assertThat(transactions).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void oneThatIsRefusedHoldsUpNobody() throws Exception {
        put("a", "rye", 1);
        put("b", "rye", 2);
        poison.add("a");

        assertThat(enterInOrder()).isEqualTo(1);

        assertThat(rows).containsExactly("b");
        assertThat(queue.aside).containsOnlyKeys("a");
    }

    @Test
    void whatIsBehindOneWhoseTableTakesNothingWaits() throws Exception {
        orders(1);
        queue.set(number(0), "sequence", "rye");
        put("b", "rye", 1);
        put("c", "spelt", 2);
        broken.add("PlaceOrder");

        assertThat(enterInOrder()).isEqualTo(1);

        assertThat(rows).isEqualTo(Set.of("c"));
        assertThat(queue.waiting).containsOnlyKeys(number(0), "b");
    }

    @Test
    void whatIsBehindOneThatNobodyCanReadWaitsAndWhatIsBeforeItDoesNot() throws Exception {
        put("a", "rye", 1);
        put("b", "rye", 2);
        queue.set("b", "payload", "{");
        put("c", "rye", 3);

        assertThat(enterInOrder()).isEqualTo(1);

        assertThat(rows).containsExactly("a");
    }

    /** It is in another region of the queue. */
    @Test
    void whatIsHeldUpStaysSoForTheWholePass() throws Exception {
        put("a", "rye", 1);
        queue.set("a", "payload", "{");
        enterInOrder();
        queue.waiting.clear();
        put("b", "rye", 2);

        batch.begin(queue.table);
        assertThat(enterInOrder()).isZero();

        begin();
        assertThat(enterInOrder()).isEqualTo(1);
    }
}
