/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message of the PostgreSQL protocol, version 3.
 *
 * @param type the protocol's letter, or one of the two below
 * @param bytes all of it, header included
 */
record Message(char type, byte[] bytes) {
    /** The first of a connection, which has a length but no letter. */
    static final char OPENING = 0;
    /** Bytes that are no message: the answer to a request for encryption, or another protocol. */
    static final char OPAQUE = 1;

    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    private static final int CANCEL = 80877102;

    /** The server answers it with one byte instead of a message. */
    boolean asksForEncryption() {
        return type == OPENING && (code() == SSL || code() == GSS);
    }

    /** From here on messages have letters. */
    boolean opensSession() {
        return type == OPENING && !asksForEncryption() && code() != CANCEL;
    }

    private int code() {
        return ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
    }

    /** One of the zero-terminated texts that the body of a message with a letter begins with; "" if it has fewer. */
    String text(int index) {
        int from = 1 + Integer.BYTES;
        for (int skipped = 0; skipped < index; skipped++) {
            from = Math.min(end(from) + 1, bytes.length);
        }
        return new String(bytes, from, end(from) - from, StandardCharsets.UTF_8);
    }

    private int end(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end;
    }
}
