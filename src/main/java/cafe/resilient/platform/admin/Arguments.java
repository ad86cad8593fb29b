/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a command, taken one by one; what is left over was a mistake. */
public final class Arguments {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)|0");

    private final String command;
    private final List<String> left;

    /** @param words what follows the command's name */
    public Arguments(String command, List<String> words) {
        this.command = command;
        left = new ArrayList<>(words);
    }

    public boolean flag(String name) {
        return left.remove(name);
    }

    public Optional<Duration> time(String option) {
        return value(option).map(text -> time(option, text));
    }

    /** A count, from 1. */
    public Optional<Integer> number(String option) {
        return value(option).map(text -> {
            if (!text.matches("[1-9][0-9]{0,6}")) {
                throw new AdminException(option + " '" + text + "' is no count: give one from 1.");
            }
            return Integer.valueOf(text);
        });
    }

    /** The next word that is a time. To be taken before {@link #word}. */
    public Duration time() {
        String word = left.stream()
                .filter(text -> TIME.matcher(text).matches())
                .findFirst()
                .orElseThrow(() -> new AdminException(command + " needs a time, like 500ms, 3s or 2m."));
        left.remove(word);
        return time(command, word);
    }

    public Optional<String> value(String option) {
        int at = left.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        left.remove(at);
        if (at == left.size()) {
            throw new AdminException(option + " needs a value.");
        }
        return Optional.of(left.remove(at));
    }

    private static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new AdminException(option + " '" + text + "' is no time: give one like 500ms, 3s or 2m.");
        }
        if (matcher.group(1) == null) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** The next word that is no option. Take the options first: their values look like words. */
    public Optional<String> word() {
        Optional<String> word =
                left.stream().filter(text -> !text.startsWith("-")).findFirst();
        word.ifPresent(left::remove);
        return word;
    }

    /** @throws AdminException naming the first word nobody took */
    public void nothingLeft() {
        if (!left.isEmpty()) {
            throw new AdminException(command + " does not take '" + left.get(0) + "': see --help.");
        }
    }
}
