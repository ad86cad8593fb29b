/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What a failed request to DynamoDB says of what was done. */
final class QueueFault {

    private QueueFault() {}

    /**
     * Whether a write that failed like this may have been done all the same: it was sent, and its answer did not come or
     * was an internal error. What was refused (4xx) or never connected was not done.
     */
    static boolean mayBeDone(SdkException fault) {
        if (fault instanceof AwsServiceException answer) {
            return answer.statusCode() >= 500;
        }
        return fault instanceof ApiCallTimeoutException || fault instanceof AbortedException || brokeOff(fault);
    }

    /** Whether others write to the same item: that says nothing of the region. */
    static boolean isConflict(SdkException fault) {
        return fault instanceof TransactionConflictException
                || fault instanceof TransactionCanceledException canceled
                        && isCanceledBy("TransactionConflict", canceled);
    }

    /** @param code of DynamoDB */
    static boolean isCanceledBy(String code, TransactionCanceledException e) {
        return e.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
    }

    /** Whether it answered that it does not do it. */
    static boolean isRefusal(SdkException fault) {
        return fault instanceof AwsServiceException answer && answer.statusCode() < 500;
    }

    private static boolean brokeOff(Throwable fault) {
        for (Throwable e = fault; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof ConnectTimeoutException
                    || e instanceof ConnectionRequestTimeoutException // there was none free
                    || e instanceof NoRouteToHostException
                    || e instanceof SSLHandshakeException
                    || e instanceof UnknownHostException) {
                return false;
            }
            if (e instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** In one line, without what the request contained. */
    static String evidence(SdkException fault) {
        if (fault instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return answer.awsErrorDetails().errorCode();
        }
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == fault ? fault.getMessage() : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
