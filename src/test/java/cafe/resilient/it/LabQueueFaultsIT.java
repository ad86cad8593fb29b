/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.LabException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Each fault of the queue's two regions is as a client without retries sees it. */
@Tag("own-server")
class LabQueueFaultsIT extends LabQueue {

    @Test
    void aRegionThatIsDownRefusesAndTheOtherTakesIt() {
        queues.down("west");

        assertThat(line("west")).contains(" closed ");
        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
        String order = put(east);
        assertThat(queues.waiting("east")).containsExactly(order);
    }

    @Test
    void bothDownAndUpAgain() {
        queues.down();
        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> put(east)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> queues.poison(1)).isInstanceOf(LabException.class);

        queues.up();
        reconnect();

        put(west);
        put(east);
    }

    @Test
    void aSlowRegionAnswersLaterEachWay() {
        queues.slow(Duration.ofMillis(500), "west");
        assertThat(line("west")).endsWith(" slow=500ms");
        assertThat(millis(() -> put(west))).isBetween(1000L, 2000L);
        assertThat(millis(() -> put(east))).isLessThan(1000);

        queues.slow(Duration.ZERO, "west");

        assertThat(millis(() -> put(west))).isLessThan(1000);
    }

    @Test
    void aMuteRegionIsConnectedToAndDoesWhatItWasAskedLate() {
        queues.mute("west");
        assertThat(line("west")).contains(" open ").endsWith(" mute");

        assertThatThrownBy(() -> put(west)).isInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> queueOf("west")).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(queues.waiting("west")).isEmpty();
        put(east);
        queues.up("west");

        assertThat(eventually(() -> queues.waiting("west").size() == 2)).isTrue();
    }

    /** A client that never was connected. */
    private static void queueOf(String region) {
        try (DynamoDbClient fresh = client(region)) {
            fresh.listTables();
        }
    }

    @Test
    void throttledRequestsAreRefusedAsOftenAsWasSaidInWhicheverRegion() {
        queues.throttle(2);
        assertThat(line("east")).endsWith(" throttle*2");

        assertThatThrownBy(() -> put(west)).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> put(east)).isInstanceOf(ProvisionedThroughputExceededException.class);

        put(west);
        put(east);
    }

    @Test
    void aThrottledRegionRefusesEveryRequestOnTheSameConnectionUntilItIsUp() {
        queues.throttle("west");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> put(west)).isInstanceOf(ProvisionedThroughputExceededException.class);
        }
        put(east);
        queues.up("west");

        put(west);
    }

    @Test
    void aPutWhoseReplyIsLostIsThere() {
        queues.loseReply(1, "west");
        assertThat(line("west")).endsWith(" lose-reply");
        west.listTables();
        String order = number();

        assertThatThrownBy(() -> put(west, order)).isInstanceOf(SdkClientException.class);

        assertThat(queues.waiting("west")).containsExactly(order);
        assertThat(line("west")).doesNotContain("lose-reply");
        assertThatThrownBy(() -> put(west, order)).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    @Test
    void aPutThatIsRefusedDoesNotUseUpTheLostReply() {
        String order = put(west);
        queues.loseReply(1);

        assertThatThrownBy(() -> put(west, order)).isInstanceOf(ConditionalCheckFailedException.class);

        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
    }
}
