/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts one way of a kept-alive HTTP connection into its messages, however the bytes come. DynamoDB's have a length. From
 * the first that has not, or that waits for an answer before its body, the rest is handed on as it comes, for ever.
 */
final class HttpMessages {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int LONGEST_HEAD = 1 << 16;

    private byte[] buffer = new byte[0];
    private int filled;
    /** Where to go on looking for the end of the head. */
    private int searched;

    private String head = "";
    /** Of the message whose head is known; 0: not known yet. */
    private int length;

    private boolean opaque;

    /** Takes these bytes; answers the messages that they complete. */
    List<HttpMessage> add(byte[] chunk, int count) {
        keep(chunk, count);
        List<HttpMessage> complete = new ArrayList<>();
        while (!opaque && understood() && filled >= length) {
            complete.add(new HttpMessage(head, take(length)));
        }
        if (opaque && filled > 0) {
            complete.add(new HttpMessage("", take(filled)));
        }
        return complete;
    }

    private void keep(byte[] chunk, int count) {
        if (filled + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + count, 2 * buffer.length));
        }
        System.arraycopy(chunk, 0, buffer, filled, count);
        filled += count;
    }

    private byte[] take(int count) {
        byte[] taken = Arrays.copyOf(buffer, count);
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
        searched = 0;
        length = 0;
        return taken;
    }

    /** Whether the head is there, and with it the length. */
    private boolean understood() {
        if (length == 0) {
            int end = endOfHead();
            if (end == 0) {
                opaque = filled > LONGEST_HEAD;
                return false;
            }
            head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
            length = end + body();
        }
        return !opaque;
    }

    private int endOfHead() {
        for (; searched + END_OF_HEAD.length <= filled; searched++) {
            if (Arrays.equals(buffer, searched, searched + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return searched + END_OF_HEAD.length;
            }
        }
        return 0;
    }

    private int body() {
        String stated = HttpMessage.header(head, "Content-Length").orElse("");
        opaque = !stated.matches("[0-9]{1,9}")
                || HttpMessage.header(head, "Expect").isPresent();
        return opaque ? 0 : Integer.parseInt(stated);
    }
}
