/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Names commands: 20 lower-case hex digits computed from a command's class and content with a secret key. The same content
 * has the same number for as long as the key is not changed.
 */
@ApplicationScoped
public class CommandNumbers {

    private NumberKeys keys;

    protected CommandNumbers() {}

    @Inject
    public CommandNumbers(NumberKeys keys) {
        this.keys = keys;
    }

    /** Under which it is taken now. */
    public String of(Command command) {
        return number(keys.current(), command);
    }

    /** Under which it may be in besides: none unless the key is being changed. */
    public List<String> others(Command command) {
        return keys.others().stream().map(key -> number(key, command)).toList();
    }

    /** Whether this is its number by any of the keys. */
    public boolean isOf(Command command, String number) {
        return of(command).equals(number) || others(command).contains(number);
    }

    private static String number(NumberKey key, Command command) {
        return CommandNumber.of(
                key.secret(),
                command.getClass().getSimpleName(),
                Content.of(command).values());
    }
}
