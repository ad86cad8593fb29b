/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order as a rival reads it: the fields of the cafe's REST interface, unchecked.
 *
 * @param people how many come
 */
record ShopOrder(String name, int people, LocalDateTime at, String text) {

    /** A member of flat JSON; the bench sends nothing that is escaped. */
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"]*)\"|(\\d+))");

    private static final int NUMBER_LENGTH = 20;

    /** @throws RuntimeException if it is no such JSON */
    static ShopOrder read(String json) {
        Map<String, String> members = new HashMap<>();
        for (Matcher member = MEMBER.matcher(json); member.find(); ) {
            members.put(member.group(1), member.group(2) == null ? member.group(3) : member.group(2));
        }
        return new ShopOrder(
                members.get("name"),
                Integer.parseInt(members.get("people")),
                LocalDateTime.parse(members.get("at")),
                members.getOrDefault("text", ""));
    }

    /** 20 hex digits of its content: the same order has the same number. */
    String number() {
        byte[] content = (name + '\n' + people + '\n' + at + '\n' + text).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, NUMBER_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
