/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The keys of an application's numbers, the same on all its servers.
 *
 * @param current makes the numbers of what comes in now
 * @param others what is in under their numbers is recognised: former keys, and the next one while servers change to it.
 *     While there is one, entering a command takes two statements more.
 */
public record NumberKeys(NumberKey current, List<NumberKey> others) {

    /** @throws IllegalArgumentException if two have the same id or the same secret */
    public NumberKeys {
        others = List.copyOf(others);
        Set<String> ids = new HashSet<>();
        Set<SecretKey> secrets = new HashSet<>();
        Stream.concat(Stream.of(current), others.stream()).forEach(key -> {
            if (!ids.add(key.id()) || !secrets.add(key.secret())) {
                throw new IllegalArgumentException("The number key " + key.id() + " is given twice");
            }
        });
    }

    /** One key, which was never changed. */
    public NumberKeys(NumberKey current) {
        this(current, List.of());
    }
}
