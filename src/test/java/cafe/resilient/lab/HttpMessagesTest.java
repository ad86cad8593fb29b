/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HttpMessagesTest {
    private static final String PUT = request("PutItem", "{\"Item\":\"é\"}");
    private static final String GET = request("GetItem", "");

    private final HttpMessages messages = new HttpMessages();

    static String request(String operation, String body) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nx-amz-target: DynamoDB_20120810." + operation
                + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    private List<HttpMessage> add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return messages.add(bytes, bytes.length);
    }

    private List<HttpMessage> byteByByte(String text) {
        List<HttpMessage> found = new ArrayList<>();
        for (byte one : text.getBytes(UTF_8)) {
            found.addAll(messages.add(new byte[] {one}, 1));
        }
        return found;
    }

    private static String joined(List<HttpMessage> found) {
        return found.stream().map(message -> new String(message.bytes(), UTF_8)).collect(Collectors.joining());
    }

    @Test
    void requestsOfAKeptAliveConnectionAreFoundByteByByte() {
        List<HttpMessage> found = byteByByte(PUT + GET + PUT);

        assertThat(found).extracting(HttpMessage::operation).containsExactly("PutItem", "GetItem", "PutItem");
        assertThat(joined(found)).isEqualTo(PUT + GET + PUT);
    }

    @Test
    void requestsThatComeAtOnceAreFound() {
        assertThat(add(PUT + GET + PUT.substring(0, 60)))
                .extracting(HttpMessage::operation)
                .containsExactly("PutItem", "GetItem");
        assertThat(add(PUT.substring(60))).extracting(HttpMessage::operation).containsExactly("PutItem");
    }

    @Test
    void aBodyThatLooksLikeAHeadIsABody() {
        String body = "\r\n\r\nX-Amz-Target: DynamoDB_20120810.DeleteItem\r\n\r\n";

        assertThat(byteByByte(request("PutItem", body)))
                .singleElement()
                .extracting(HttpMessage::operation)
                .isEqualTo("PutItem");
    }

    @Test
    void whatHasNoLengthIsHandedOnAsItComes() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";

        List<HttpMessage> found = byteByByte(PUT + chunked + PUT);

        assertThat(found.get(0).operation()).isEqualTo("PutItem");
        assertThat(found.subList(1, found.size()))
                .allMatch(message -> message.operation().isEmpty());
        assertThat(joined(found)).isEqualTo(PUT + chunked + PUT);
    }

    @Test
    void onlyAnAnswerOf200IsASuccess() {
        assertThat(add("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").get(0).succeeded())
                .isTrue();
        assertThat(add("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}")
                        .get(0)
                        .succeeded())
                .isFalse();
    }
}
