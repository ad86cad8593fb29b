/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/** One connection to a region of the queue, read along both ways; the traps that were set spring here. */
final class QueueConversation {
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

    private final Link link;
    private final String region;
    private final QueueTraps traps;
    private final Runnable onWrite;
    private final HttpMessages requests = new HttpMessages();
    private final HttpMessages answers = new HttpMessages();
    /** What was last asked for and not refused here. */
    private volatile String operation = "";
    /** Set before the request goes out whose reply is to be lost. */
    private volatile boolean losesReply;

    /** @param onWrite told when the answer to a write has come */
    QueueConversation(Link link, String region, QueueTraps traps, Runnable onWrite) {
        this.link = link;
        this.region = region;
        this.traps = traps;
        this.onWrite = onWrite;
    }

    Wires wires() {
        return new Wires(this::toServer, this::toClient);
    }

    private void toServer(byte[] chunk, int length, OutputStream server) throws IOException {
        for (HttpMessage request : requests.add(chunk, length)) {
            link.hold(traps.slow(region));
            if (traps.throttles(region)) {
                link.hold(traps.slow(region));
                link.answer(HttpMessage.throttled());
            } else if (traps.losesRequest(region, request.operation())) {
                link.lose(false);
                return;
            } else {
                operation = request.operation();
                losesReply = traps.losesReply(region, operation);
                server.write(request.bytes());
            }
        }
    }

    private void toClient(byte[] chunk, int length, OutputStream client) throws IOException {
        for (HttpMessage answer : answers.add(chunk, length)) {
            if (WRITES.contains(operation)) {
                onWrite.run();
            }
            link.hold(traps.slow(region));
            if (losesReply && answer.succeeded()) {
                link.lose(false);
                return;
            } else if (losesReply) {
                // nothing was put, so the trap waits for the next
                losesReply = false;
                traps.set(QueueTraps.LOSE_REPLY, 1, Set.of(region));
            }
            client.write(answer.bytes());
        }
    }
}
