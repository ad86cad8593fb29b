/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The right to replay, so that one server does at a time: an item of the table that says whose it is, and a beat that is
 * another each time its owner renews it. Whoever has seen the same beat for long enough, on his own monotonic clock, takes
 * its owner for dead: the clocks of two servers may be minutes apart. For economy only: that nothing is entered twice is
 * the business of the databases.
 */
final class Lease {

    /** The number of its item. */
    static final String ITEM = "lease";

    /** This server, in every region of the queue: the item is replicated with the others. */
    private static final String ME = UUID.randomUUID().toString();

    /** How long others wait for a beat of an owner that may have died. One comes with each batch. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(3);

    private static final String OWNER = "owner";
    private static final String BEAT = "beat";

    private final DynamoDbClient client;
    private final String table;
    private boolean held;
    private long takenAt;
    private String beat;
    private long since;

    Lease(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Taken or renewed a moment ago: much is done with one beat, and others wait three times as long for the next. */
    boolean isFresh() {
        return held && System.nanoTime() - takenAt < DEAD_AFTER.toNanos() / 3;
    }

    /** As far as we know. */
    boolean isHeld() {
        return held;
    }

    /** Takes or renews it. @return false if somebody else has it */
    boolean take() {
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(QueueTable.key(ITEM))
                    .updateExpression("SET #o = :me, #b = :beat")
                    .conditionExpression("attribute_not_exists(#b) OR #o = :me OR #b = :dead")
                    .expressionAttributeNames(Map.of("#o", OWNER, "#b", BEAT))
                    .expressionAttributeValues(Map.of(
                            ":me", AttributeValue.fromS(ME),
                            ":beat", AttributeValue.fromS(UUID.randomUUID().toString()),
                            ":dead", AttributeValue.fromS(isDead() ? beat : "none")))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .overrideConfiguration(o -> o.apiCallTimeout(QueueTable.PATIENCE_OF_REPLAY)));
            held = true;
            takenAt = System.nanoTime();
        } catch (ConditionalCheckFailedException e) {
            saw(e.item().get(BEAT).s());
            held = false;
        }
        return held;
    }

    /** Gives it back if we have it. @return false if somebody has taken it over */
    boolean giveBack() {
        held = false;
        try {
            client.deleteItem(delete -> delete.tableName(table)
                    .key(QueueTable.key(ITEM))
                    .conditionExpression("#o = :me")
                    .expressionAttributeNames(Map.of("#o", OWNER))
                    .expressionAttributeValues(Map.of(":me", AttributeValue.fromS(ME)))
                    .overrideConfiguration(o -> o.apiCallTimeout(QueueTable.PATIENCE_OF_REPLAY)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The beat that the table has. */
    private void saw(String now) {
        if (!now.equals(beat)) {
            beat = now;
            since = System.nanoTime();
        }
    }

    /** Whether the beat has not changed for so long that its owner must be dead. */
    private boolean isDead() {
        return beat != null && System.nanoTime() - since > DEAD_AFTER.toNanos();
    }
}
