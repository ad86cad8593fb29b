/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.QueueRegion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** How a region of the queue is reached, as the setting cafe.queue.regions says it. */
public record QueueAddress(QueueRegion at) {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    static final String REGIONS = "CAFE_QUEUE_REGIONS";

    /** Credentials of a DynamoDB Local, which asks for some and checks none. */
    private static final String LAB = "lab";

    /** @throws AdminException when it is no such list */
    public static List<QueueAddress> list(String text) {
        List<QueueAddress> list = Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(QueueAddress::of)
                .toList();
        if (list.stream().map(QueueAddress::region).distinct().count() < list.size()) {
            throw new AdminException("A region is named twice in '" + text + "'.");
        }
        return list;
    }

    /** By --regions, or by the environment, which scripts fill with the running lab's. */
    static List<QueueAddress> from(Arguments arguments, Map<String, String> environment) {
        return list(arguments
                .value("--regions")
                .or(() -> Optional.ofNullable(environment.get(REGIONS)))
                .orElseThrow(() ->
                        new AdminException("Give --regions LIST, or " + REGIONS + " in the environment: see --help.")));
    }

    /** What the SDK says, in one line, without the request's numbers. */
    static String said(SdkException e) {
        if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return refused.awsErrorDetails().errorCode() + ", "
                    + refused.awsErrorDetails().errorMessage();
        }
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst(" \\(SDK.*\\)$", ".");
        return message.startsWith("Unable to load credentials")
                ? "there are no AWS credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE."
                : message;
    }

    private static QueueAddress of(String text) {
        try {
            return new QueueAddress(QueueRegion.parse(text));
        } catch (IllegalArgumentException e) {
            throw new AdminException("'" + text + "' is no region of the queue: give one like eu-central-1, or like"
                    + " eu-central-1=http://127.0.0.1:8801.");
        }
    }

    public String region() {
        return at.name();
    }

    /** Where it is reached, if not at AWS's own address. */
    Optional<URI> endpoint() {
        return Optional.ofNullable(at.endpoint());
    }

    /** On this machine: a lab's. */
    boolean here() {
        return endpoint().filter(uri -> HERE.contains(uri.getHost())).isPresent();
    }

    /** @param patience how long a call may take in all */
    public DynamoDbClient client(Duration patience) {
        return with(DynamoDbClient.builder(), patience).build();
    }

    public DynamoDbStreamsClient streams(Duration patience) {
        return with(DynamoDbStreamsClient.builder(), patience).build();
    }

    /** A lab's own credentials here; anywhere else those the SDK finds. */
    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B with(B builder, Duration patience) {
        builder.region(Region.of(region()))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(limits -> limits.apiCallTimeout(patience));
        endpoint().ifPresent(builder::endpointOverride);
        if (here()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(LAB, LAB)));
        }
        return builder;
    }

    /** As the setting has it. */
    @Override
    public String toString() {
        return region() + endpoint().map(uri -> "=" + uri).orElse("");
    }
}
