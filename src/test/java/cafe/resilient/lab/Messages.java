/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts one way of a PostgreSQL connection into its messages, however the bytes come. What it does not understand (another
 * protocol) it hands on as it comes, for ever.
 */
final class Messages {
    private static final int LONGEST_OPENING = 10_000;
    private static final int LONGEST = 1 << 30;
    private static final int INCOMPLETE = -1;

    private enum Next {
        OPENING,
        LETTER,
        ONE_BYTE,
        OPAQUE
    }

    /** Guarded by this, as are the two below: the other way tells when one byte is expected. */
    private Next next;

    private byte[] buffer = new byte[1 << 13];
    private int filled;

    private Messages(Next next) {
        this.next = next;
    }

    static Messages ofClient() {
        return new Messages(Next.OPENING);
    }

    static Messages ofServer() {
        return new Messages(Next.LETTER);
    }

    /** The next byte answers a request for encryption. To be called before that request goes out. */
    synchronized void expectOneByte() {
        next = Next.ONE_BYTE;
    }

    /** Takes these bytes; answers the messages that they complete. */
    synchronized List<Message> add(byte[] chunk, int length) {
        if (filled + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + length, 2 * buffer.length));
        }
        System.arraycopy(chunk, 0, buffer, filled, length);
        filled += length;
        List<Message> complete = new ArrayList<>();
        int from = 0;
        int end;
        while (from < filled && (end = end(from)) != INCOMPLETE && end <= filled) {
            complete.add(take(from, end));
            from = end;
        }
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        return complete;
    }

    private int end(int from) {
        if (next == Next.ONE_BYTE) {
            // a server too busy to start a session answers with an error, which is a message
            next = buffer[from] == 'N' || buffer[from] == 'E' ? Next.LETTER : Next.OPAQUE;
            return buffer[from] == 'N' ? from + 1 : end(from);
        }
        return switch (next) {
            case OPENING -> end(from, from, 2 * Integer.BYTES, LONGEST_OPENING);
            case LETTER -> end(from, from + 1, Integer.BYTES, LONGEST);
            default -> filled;
        };
    }

    private int end(int from, int lengthAt, int shortest, int longest) {
        if (lengthAt + Integer.BYTES > filled) {
            return INCOMPLETE;
        }
        int length = ByteBuffer.wrap(buffer).getInt(lengthAt);
        if (length < shortest || length > longest) {
            next = Next.OPAQUE;
            return filled;
        }
        return lengthAt + length;
    }

    private Message take(int from, int end) {
        byte[] bytes = Arrays.copyOfRange(buffer, from, end);
        Message message = new Message(type(bytes), bytes);
        if (message.opensSession()) {
            next = Next.LETTER;
        }
        return message;
    }

    private char type(byte[] bytes) {
        if (next == Next.OPENING) {
            return Message.OPENING;
        }
        return next == Next.OPAQUE || bytes.length == 1 ? Message.OPAQUE : (char) bytes[0];
    }
}
