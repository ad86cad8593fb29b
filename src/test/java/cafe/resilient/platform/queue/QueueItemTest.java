/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.Status;
import jakarta.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class QueueItemTest {

    private static final String NUMBER = "29d967c3ab9a98caf94a";

    private final PlaceOrder order = new PlaceOrder(
            "Zo\u00eb \"Z\" \ud83c\udf5e", 4, LocalDateTime.parse("2030-03-01T19:30"), "a\nb\u2028", UUID.randomUUID());
    private final Journey journey = Journey.begun(Instant.parse("2027-03-01T18:30:00Z"));

    @Test
    void comesBackFromTheTableAsItWas() {
        Instant at = Instant.parse("2027-03-01T18:30:07.123Z");
        QueueItem item = QueueItem.of(new PendingCommand(NUMBER, order, journey), at);

        QueueItem back = new QueueItem(item.attributes());

        assertThat(back).isEqualTo(item);
        assertThat(back.command(PlaceOrder.class)).isEqualTo(order);
        assertThat(back.number()).isEqualTo(NUMBER);
        assertThat(back.status(Status.State.QUEUED).journey()).isEqualTo(journey);
        assertThat(back.at()).isEqualTo(at);
    }

    @Test
    void itSaysWhenItsRequestArrivedNotOnlyWhenItWasQueued() {
        Instant at = Instant.parse("2027-03-01T18:30:07.123Z");
        QueueItem item = QueueItem.of(new PendingCommand(NUMBER, order, journey), at);
        Map<String, AttributeValue> earlier = new HashMap<>(item.attributes());
        earlier.remove("arrived");

        assertThat(item.arrived()).isEqualTo(Instant.parse("2027-03-01T18:30:00Z"));
        assertThat(new QueueItem(earlier).arrived()).as("of an earlier version").isEqualTo(at);
    }

    @Test
    void aDeadLetterOfARuleIsRefusedWithItsReasonAndWaitsOnceItIsPutBack() {
        QueueItem item = QueueItem.of(new PendingCommand(NUMBER, order, journey), Instant.EPOCH)
                .refused(Optional.of("We are closed"));

        assertThat(item.status(Status.State.SET_ASIDE).state()).isEqualTo(Status.State.REFUSED);
        assertThat(item.status(Status.State.SET_ASIDE).reason()).isEqualTo("We are closed");
        assertThat(item.status(Status.State.QUEUED).state()).isEqualTo(Status.State.QUEUED);
        assertThat(item.status(Status.State.QUEUED).reason()).isNull();
        assertThat(item.refused(Optional.empty()).status(Status.State.SET_ASIDE).state())
                .as("set aside later for another reason")
                .isEqualTo(Status.State.SET_ASIDE);
    }

    @Test
    void aCopyIsHeldUntilItsCallHasEnded() {
        Instant at = Instant.parse("2027-03-01T18:30:07Z");
        QueueItem item = QueueItem.of(new PendingCommand(NUMBER, order, journey), at);
        QueueItem copy = item.copyOf(UUID.randomUUID(), at.plusSeconds(4));

        assertThat(item.isHeld(at)).isFalse();
        assertThat(copy.isHeld(at)).isTrue();
        assertThat(copy.isHeld(at.plusSeconds(4))).isFalse();
        assertThat(copy.command(PlaceOrder.class)).isEqualTo(order);
    }

    /** F18. */
    @Test
    void aCopyOfAServerWhoseClockIsFastIsNotHeldForMinutes() {
        Instant at = Instant.parse("2027-03-01T18:30:07Z");
        Instant fast = at.plusSeconds(300);
        QueueItem copy = QueueItem.of(new PendingCommand(NUMBER, order, journey), fast)
                .copyOf(UUID.randomUUID(), fast.plusSeconds(4));

        assertThat(copy.isHeld(at)).isFalse();
    }

    @Test
    void ofAnotherMakeIsListedAndShownAndStaysWhatItIsButIsUnreadable() {
        Map<String, AttributeValue> attributes = Map.of(
                "number", AttributeValue.fromS("x"),
                "payload", AttributeValue.fromS("?"),
                "version", AttributeValue.fromN("1"),
                "at", AttributeValue.fromS("yesterday"),
                "journey", AttributeValue.fromS("long"),
                "colour", AttributeValue.fromS("green"));
        QueueItem strange = new QueueItem(attributes);

        assertThat(strange.attributes()).isEqualTo(attributes);
        assertThat(strange.number()).isEqualTo("x");
        assertThat(strange.type()).isEmpty();
        assertThat(strange.at()).isEqualTo(Instant.EPOCH);
        assertThat(strange.status(Status.State.QUEUED).journey().steps()).isEmpty();
        assertThatThrownBy(() -> strange.command(PlaceOrder.class)).isInstanceOf(JsonException.class);
    }

    /** A text that ends within an object of a field that is skipped: readers that skip it as it comes never come back. */
    @Test
    void ofAPayloadThatEndsInTheMiddleIsUnreadableAtOnce() {
        QueueItem bomb = new QueueItem(
                Map.of("version", AttributeValue.fromN("1"), "payload", AttributeValue.fromS("{\"x\":{")));

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> bomb.command(PlaceOrder.class)).isInstanceOf(JsonException.class));
    }

    @Test
    void ofALaterVersionIsUnreadableThoughItLooksTheSame() {
        Map<String, AttributeValue> attributes =
                new HashMap<>(QueueItem.of(new PendingCommand(NUMBER, order, journey), Instant.EPOCH)
                        .attributes());
        attributes.put("version", AttributeValue.fromN("2"));

        assertThatThrownBy(() -> new QueueItem(attributes).command(PlaceOrder.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
