/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.json.spi.JsonProvider;

/**
 * Jakarta JSON Processing with its provider looked for once. The static methods of {@link jakarta.json.Json} search the
 * class path for one at each call, as jakarta.json-api 2.1 says of itself: an order makes a dozen.
 */
public final class Jsonp {

    public static final JsonProvider JSON = JsonProvider.provider();

    private Jsonp() {}
}
