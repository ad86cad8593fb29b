/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP request or response of DynamoDB's.
 *
 * @param head its first line and its headers; empty when the bytes are none that we understand
 * @param bytes all of it, the head included
 */
record HttpMessage(String head, byte[] bytes) {
    /** Of a request: PutItem; empty when it is not one of DynamoDB's. */
    String operation() {
        return header(head, "X-Amz-Target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElse("");
    }

    /** Of a response: what was asked for was done. */
    boolean succeeded() {
        return head.startsWith("HTTP/1.1 200");
    }

    static Optional<String> header(String head, String name) {
        String wanted = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(line -> line.substring(wanted.length()).strip())
                .findFirst();
    }

    /** As DynamoDB refuses a request that is over the table's throughput. */
    static byte[] throttled() {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\","
                + "\"message\":\"The level of configured provisioned throughput for the table was exceeded (a drill).\"}";
        String head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "x-amzn-RequestId: drill\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
