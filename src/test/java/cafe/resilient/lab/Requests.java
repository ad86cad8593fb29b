/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Groups a client's messages into requests, and knows a request that commits, also by a statement prepared long ago. The
 * messages of one request must be lost together: of a server that got half of them, the rest is awaited for ever, and no
 * timeout of its own ends the transaction.
 */
final class Requests {
    private static final Pattern COMMIT =
            Pattern.compile("\\s*(commit|end)(\\s+(work|transaction))?\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
    /** Parse, Bind, Describe, Execute, Close: the server answers none of them before it is told to. */
    private static final String MORE_FOLLOWS = "PBDEC";

    private final Set<String> statements = new HashSet<>();
    private final Set<String> portals = new HashSet<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean commits;

    record Request(byte[] bytes, boolean commits) {}

    /** Takes a message; answers the request if that completes one. */
    Optional<Request> add(Message message) {
        follow(message);
        bytes.writeBytes(message.bytes());
        if (MORE_FOLLOWS.indexOf(message.type()) >= 0) {
            return Optional.empty();
        }
        Request request = new Request(bytes.toByteArray(), commits);
        bytes.reset();
        commits = false;
        return Optional.of(request);
    }

    private void follow(Message message) {
        switch (message.type()) {
            case 'Q' -> commits |= isCommit(message.text(0));
            case 'P' -> mark(statements, message.text(0), isCommit(message.text(1)));
            case 'B' -> mark(portals, message.text(0), statements.contains(message.text(1)));
            case 'E' -> commits |= portals.contains(message.text(0));
            default -> {}
        }
    }

    private static boolean isCommit(String sql) {
        return COMMIT.matcher(sql).matches();
    }

    private static void mark(Set<String> names, String name, boolean commits) {
        if (commits) {
            names.add(name);
        } else {
            names.remove(name);
        }
    }
}
