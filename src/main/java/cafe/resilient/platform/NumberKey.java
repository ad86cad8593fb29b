/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import javax.crypto.SecretKey;

/**
 * A secret that numbers of commands are made with.
 *
 * @param id its name, which is no secret: 1 to 16 lower-case letters and digits
 * @param secret at least 256 bits
 */
public record NumberKey(String id, SecretKey secret) {

    /** SHA-256 has so many: a shorter key would be easier to guess than to break. */
    private static final int LEAST_BITS = 256;

    /** @throws IllegalArgumentException in one sentence, which never holds the secret */
    public NumberKey {
        if (!id.matches("[a-z0-9]{1,16}")) {
            throw new IllegalArgumentException(
                    "The id of a number key must be 1 to 16 lower-case letters and digits, not '" + id + "'");
        }
        int bits = secret.getEncoded().length * Byte.SIZE;
        if (bits < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "The number key %s must have at least %d bits, not %d".formatted(id, LEAST_BITS, bits));
        }
    }

    @Override
    public String toString() {
        return "number key " + id;
    }
}
