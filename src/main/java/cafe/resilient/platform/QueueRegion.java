/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.net.URI;

/**
 * Where a copy of the queue is.
 *
 * @param name an AWS region such as eu-central-1; null for the one that the AWS SDK finds in its environment
 * @param endpoint its address, null for AWS's own
 */
public record QueueRegion(String name, URI endpoint) {

    /** The one that the AWS SDK finds in its environment. */
    public static final QueueRegion OF_ENVIRONMENT = new QueueRegion(null, null);

    /** As written in a setting: NAME or NAME=ADDRESS. @throws IllegalArgumentException if it is neither */
    public static QueueRegion parse(String text) {
        String[] parts = text.strip().split("=", 2);
        URI endpoint = parts.length == 1 ? null : URI.create(parts[1].strip());
        boolean isAddress = endpoint == null
                || endpoint.getHost() != null
                        && String.valueOf(endpoint.getScheme()).matches("https?");
        if (!parts[0].strip().matches("[a-z0-9-]+") || !isAddress) {
            throw new IllegalArgumentException(text);
        }
        return new QueueRegion(parts[0].strip(), endpoint);
    }

    @Override
    public String toString() {
        return name == null ? "of the environment" : name;
    }
}
