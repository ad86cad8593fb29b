/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.Waiting;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class QueueItemTest {

    private final PlaceOrder order = new PlaceOrder(
            "Zo\u00eb \"Z\" \ud83c\udf5e", 4, LocalDateTime.parse("2030-03-01T19:30"), "a\nb\u2028", UUID.randomUUID());
    private final Journey journey = Journey.begun(Instant.parse("2027-03-01T18:30:00Z"));

    @Test
    void comesBackFromTheTableAsItWas() {
        Instant at = Instant.parse("2027-03-01T18:30:07.123Z");
        QueueItem item = QueueItem.of(new Waiting(order.number(), order, journey), at);

        QueueItem back = QueueItem.from(item.attributes());

        assertThat(back).isEqualTo(item);
        assertThat(back.command(PlaceOrder.class)).isEqualTo(order);
        assertThat(back.command(PlaceOrder.class).number()).isEqualTo(back.number());
        assertThat(back.status(Status.State.QUEUED).journey()).isEqualTo(journey);
        assertThat(back.at()).isEqualTo(at);
    }

    @Test
    void ofAnotherMakeStaysWhatItIsAndIsUnreadable() {
        QueueItem strange =
                QueueItem.from(Map.of("number", AttributeValue.fromS("x"), "payload", AttributeValue.fromS("?")));

        assertThat(strange.number()).isEqualTo("x");
        assertThat(strange.type()).isEmpty();
        assertThatThrownBy(() -> strange.command(PlaceOrder.class)).isInstanceOf(JsonbException.class);
        assertThatThrownBy(() -> strange.status(Status.State.QUEUED)).isInstanceOf(JsonException.class);
    }
}
