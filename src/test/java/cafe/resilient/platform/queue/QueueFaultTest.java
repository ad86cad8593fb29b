/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** K9 keeps "not taken" and "we cannot say" apart by this. */
class QueueFaultTest {

    @Test
    void whatWasNeverSentOrWasRefusedIsNotDone() {
        assertThat(QueueFault.mayBeDone(client(new ConnectException("refused"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(client(new ConnectTimeoutException("no answer to the SYN"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(client(new ConnectionRequestTimeoutException("none is free"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(client(new UnknownHostException("nowhere"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(client(new NoRouteToHostException("no route"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(client(new SSLHandshakeException("not trusted"))))
                .isFalse();
        assertThat(QueueFault.mayBeDone(SdkClientException.create("Unable to load credentials")))
                .isFalse();
        assertThat(QueueFault.mayBeDone(answer(400))).isFalse();
        assertThat(QueueFault.mayBeDone(ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .build()))
                .isFalse();
    }

    @Test
    void whatWasSentAndNotAnsweredMayBeDone() {
        assertThat(QueueFault.mayBeDone(ApiCallTimeoutException.create(400))).isTrue();
        assertThat(QueueFault.mayBeDone(client(new SocketTimeoutException("Read timed out"))))
                .isTrue();
        assertThat(QueueFault.mayBeDone(client(new SocketException("Connection reset"))))
                .isTrue();
        assertThat(QueueFault.mayBeDone(answer(500))).isTrue();
    }

    @Test
    void theEvidenceIsTheCodeOrTheCause() {
        assertThat(QueueFault.evidence(answer(400))).isEqualTo("ThrottlingException");
        assertThat(QueueFault.evidence(client(new ConnectException("refused")))).isEqualTo("ConnectException: refused");
    }

    private static SdkException client(IOException cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    private static SdkException answer(int status) {
        return (SdkException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .build())
                .build();
    }
}
