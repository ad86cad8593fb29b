/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** One PostgreSQL connection through a relay, read along both ways; the traps that were set spring here. */
final class Conversation {
    private final Link link;
    private final Traps traps;
    private final Messages fromClient = Messages.ofClient();
    private final Messages fromServer = Messages.ofServer();
    private final Requests requests = new Requests();
    /** What of a reply is not yet known to be one to a commit. */
    private final ByteArrayOutputStream withheld = new ByteArrayOutputStream();

    /** As the server reports it: it may come with the start-up or be set later. */
    private volatile String applicationName = "";
    /** Set before the commit goes out whose reply is to be lost. */
    private volatile Trap losesReply;

    private volatile boolean silent;

    Conversation(Link link, Traps traps) {
        this.link = link;
        this.traps = traps;
    }

    Wires wires() {
        return new Wires(this::toServer, this::toClient);
    }

    // ---- to the server: one thread

    private void toServer(byte[] chunk, int length, OutputStream server) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        for (Message message : fromClient.add(chunk, length)) {
            if (message.asksForEncryption()) {
                fromServer.expectOneByte();
            }
            Optional<Requests.Request> request = requests.add(message);
            if (request.isPresent() && request.get().commits()) {
                send(out.toByteArray(), server);
                out.reset();
                commit(request.get().bytes(), server);
            } else {
                request.ifPresent(complete -> out.writeBytes(complete.bytes()));
            }
        }
        send(out.toByteArray(), server);
    }

    private void send(byte[] bytes, OutputStream out) throws IOException {
        if (!silent && bytes.length > 0) {
            out.write(bytes);
        }
    }

    private void commit(byte[] request, OutputStream server) throws IOException {
        Optional<Trap> trap = silent ? Optional.empty() : traps.onCommit(applicationName);
        if (trap.isEmpty()) {
            send(request, server);
            return;
        }
        switch (trap.get().kind()) {
            case COMMIT_REQUEST_LOST -> loseRequest(trap.get());
            case COMMIT_DELAYED -> link.deliverLate(request, trap.get().time());
            default -> {
                losesReply = trap.get();
                send(request, server);
            }
        }
    }

    /** The server keeps the transaction open until its own patience ends. */
    private void loseRequest(Trap trap) {
        silent = true;
        link.loseFromServer(trap.hang());
    }

    // ---- to the client: one thread

    private void toClient(byte[] chunk, int length, OutputStream client) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        for (Message message : fromServer.add(chunk, length)) {
            if (message.type() == 'S' && message.text(0).equals("application_name")) {
                applicationName = message.text(1);
            }
            if (losesReply != null) {
                withhold(message, out);
            } else if (message.type() == 'D' && resets(message)) {
                out.write(message.bytes(), 0, message.bytes().length / 2);
                client.write(out.toByteArray());
                link.cut();
                return;
            } else {
                out.writeBytes(message.bytes());
            }
        }
        send(out.toByteArray(), client);
    }

    private boolean resets(Message row) {
        return traps.onResult(applicationName, row.bytes().length).isPresent();
    }

    private void withhold(Message message, OutputStream out) throws IOException {
        withheld.writeBytes(message.bytes());
        if (message.type() == 'C' && message.text(0).equals("COMMIT")) {
            silent = true;
            link.lose(losesReply.hang());
            losesReply = null;
        } else if (message.type() == 'Z') {
            // an error or a rollback: nothing was committed, so the trap waits for the next
            traps.setAgain(losesReply);
            losesReply = null;
            withheld.writeTo(out);
            withheld.reset();
        }
    }
}
