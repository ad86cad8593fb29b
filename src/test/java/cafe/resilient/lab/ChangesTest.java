/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ChangesTest {
    private static final Changes.Item ITEM =
            new Changes.Item("cafe-queue", Map.of("number", AttributeValue.fromS("1")));
    private static final Map<String, AttributeValue> OLD = image("old");
    private static final Map<String, AttributeValue> NEW = image("new");
    private static final Map<String, AttributeValue> DELETED = Map.of();

    private final Changes changes = new Changes(List.of("west", "east"));

    private static Map<String, AttributeValue> image(String text) {
        return Map.of("number", AttributeValue.fromS("1"), "text", AttributeValue.fromS(text));
    }

    private static Changes.Write write(String region, Map<String, AttributeValue> image) {
        return new Changes.Write(region, ITEM, image);
    }

    /** As a round of the replicator does it. */
    private List<Changes.Write> carry() {
        List<Changes.Write> writes = changes.due();
        changes.done();
        return writes;
    }

    private void readAll() {
        changes.readAll("west");
        changes.readAll("east");
    }

    @Test
    void aChangeIsCarriedToTheOtherRegionAndNotBack() {
        changes.read("west", ITEM, NEW);
        assertThat(carry()).containsExactly(write("east", NEW));

        changes.read("east", ITEM, NEW);

        assertThat(changes.none()).isTrue();
    }

    @Test
    void aDeletionIsCarriedToo() {
        changes.read("east", ITEM, OLD);
        changes.read("east", ITEM, DELETED);

        assertThat(carry()).containsExactly(write("west", DELETED));
    }

    @Test
    void ofTwoRegionsTheOneReadLastWins() {
        changes.read("west", ITEM, OLD);
        readAll();
        changes.read("east", ITEM, NEW);

        assertThat(carry()).containsExactly(write("west", NEW));
    }

    @Test
    void whatWasOverwrittenByAnOlderChangeIsWrittenAgainEverywhere() {
        changes.read("west", ITEM, OLD);
        carry();

        changes.read("east", ITEM, NEW);
        changes.read("east", ITEM, OLD);

        assertThat(carry()).containsExactlyInAnyOrder(write("west", NEW), write("east", NEW));
    }

    @Test
    void aWriteThatChangedNothingDoesNotSwallowTheNextChange() {
        changes.read("west", ITEM, DELETED);
        carry();
        readAll();

        changes.read("east", ITEM, DELETED);

        assertThat(carry()).containsExactly(write("west", DELETED));
    }

    @Test
    void whatCouldNotBeWrittenIsDueAgain() {
        changes.read("west", ITEM, NEW);
        changes.due();

        assertThat(changes.due()).containsExactly(write("east", NEW));
    }
}
