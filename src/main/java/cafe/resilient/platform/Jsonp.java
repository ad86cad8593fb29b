/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * Jakarta JSON Processing with its provider looked for once. The static methods of {@link jakarta.json.Json} search the
 * class path for one at each call, as jakarta.json-api 2.1 says of itself: an order makes a dozen.
 */
public final class Jsonp {

    public static final JsonProvider JSON = JsonProvider.provider();

    /** Our objects are flat, and whoever adds fields may nest them a little. Both settings are those of Parsson, which is WildFly's provider. */
    private static final JsonParserFactory STRICT = JSON.createParserFactory(
            Map.of("org.eclipse.parsson.rejectDuplicateKeys", true, "org.eclipse.parsson.maxDepth", 16));

    private Jsonp() {}

    /**
     * One JSON object and nothing behind it, without a key that is there twice. It is read as a whole: Parsson 1.1 never
     * comes back from skipping an object in which the text ends. The caller bounds the text's length.
     *
     * @throws RuntimeException if it is anything else
     */
    public static JsonObject object(String text) {
        try (JsonParser parser = STRICT.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new JsonException("This is no object");
            }
            JsonObject object = parser.getObject();
            if (parser.hasNext()) {
                throw new JsonException("There is something behind the object");
            }
            return object;
        }
    }
}
