/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One region of the lab's queue: a store of its own, behind a relay. */
final class QueueRegion implements AutoCloseable {
    /** As the lab calls it: west. */
    final String name;

    private final String awsRegion;
    private final Relay relay;
    private QueueAddress direct;
    private DynamoDbClient client;

    /** @param awsRegion as the application calls it */
    QueueRegion(String name, String awsRegion, HeldPort held) {
        this.name = name;
        this.awsRegion = awsRegion;
        relay = Relay.plain(held);
    }

    /** Comes back when it has its tables. Nobody is led to it yet. */
    void prepare(int port) {
        direct = address(port);
        client = direct.client();
        new QueueTables(QueueTables.NAME).create(client);
    }

    /** Clients are led to it. */
    void open() {
        relay.leadTo(direct.endpoint().orElseThrow().getPort());
    }

    private QueueAddress address(int port) {
        return new QueueAddress(awsRegion, Optional.of(URI.create("http://127.0.0.1:" + port)));
    }

    /** Where the application reaches it: through the relay. */
    QueueAddress address() {
        return address(relay.port());
    }

    Relay relay() {
        return relay;
    }

    /** Past the relay. */
    DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() {
        relay.close();
        if (client != null) {
            client.close();
        }
    }
}
