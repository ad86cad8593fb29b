/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.QueueAddress;
import cafe.resilient.platform.admin.QueueTables;
import cafe.resilient.platform.admin.StoredQueue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** One region of the lab's queue: a store of its own, behind a relay, and what is wrong with it. */
final class QueueRegion implements AutoCloseable {
    /** DynamoDB takes no more at once. */
    private static final int BATCH = 25;
    /** The first answers of a DynamoDB Local may take seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As the lab calls it: west. */
    final String name;

    private final String awsRegion;
    private final QueueTraps traps;
    private final Relay relay;
    private final AtomicLong writes = new AtomicLong();
    private int server;
    private DynamoDbClient client;
    private DynamoDbStreamsClient streams;

    /** @param awsRegion as the application calls it */
    QueueRegion(String name, String awsRegion, HeldPort held, QueueTraps traps) {
        this.name = name;
        this.awsRegion = awsRegion;
        this.traps = traps;
        relay = Relay.of(held, link -> new QueueConversation(link, name, traps, writes::incrementAndGet).wires());
    }

    /** Comes back when the server at this port has its tables. Nobody is led to it yet. */
    void prepare(int port) {
        server = port;
        client = address(port).client(PATIENCE);
        streams = address(port).streams(PATIENCE);
        create(QueueTables.NAME);
    }

    void create(String table) {
        new QueueTables(table).create(client);
    }

    /** Clients are led to it. */
    void open() {
        relay.leadTo(server);
    }

    private QueueAddress address(int port) {
        return new QueueAddress(
                new cafe.resilient.platform.QueueRegion(awsRegion, URI.create("http://127.0.0.1:" + port)));
    }

    /** Where the application reaches it: through the relay. */
    QueueAddress address() {
        return address(relay.port());
    }

    /** Past the relay. */
    StoredQueue stored() {
        return new StoredQueue(client, new QueueTables(QueueTables.NAME));
    }

    /** Of all tables there are that have a stream. Past the relay. */
    List<ChangeFeed> feeds() {
        return streams.listStreams().streams().stream()
                .map(stream -> new ChangeFeed(streams, stream.tableName(), stream.streamArn()))
                .toList();
    }

    /** Past the relay. */
    void write(List<Changes.Write> writes) {
        for (int from = 0; from < writes.size(); from += BATCH) {
            Map<String, List<WriteRequest>> tables = new HashMap<>();
            writes.subList(from, Math.min(from + BATCH, writes.size()))
                    .forEach(write -> tables.computeIfAbsent(write.item().table(), table -> new ArrayList<>())
                            .add(write.request()));
            client.batchWriteItem(batch -> batch.requestItems(tables));
        }
    }

    /** How many writes have been answered through the relay. */
    long writes() {
        return writes.get();
    }

    Relay relay() {
        return relay;
    }

    boolean reachable() {
        return relay.target() != 0 && !relay.conditions().cut(server);
    }

    void down() {
        relay.refuse();
    }

    /** Nothing comes through, either way; connections stay open and new ones are accepted. */
    void mute() {
        if (relay.target() == 0) {
            throw new LabException("The queue in " + name + " is down: it is silent enough.");
        }
        relay.conditions().cut(server, EnumSet.allOf(Way.class));
    }

    void up() {
        traps.clear(name);
        relay.heal();
        open();
    }

    /** What is wrong now, as the drills are called; that it is down is said by its relay. */
    List<String> words() {
        List<String> words = new ArrayList<>(traps.words(name));
        if (relay.conditions().cut(server)) {
            words.add(0, "mute");
        }
        return words;
    }

    @Override
    public void close() {
        relay.close();
        if (client != null) {
            client.close();
        }
        if (streams != null) {
            streams.close();
        }
    }
}
