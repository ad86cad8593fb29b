/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is in under another key's number while the key is changed: there the unique number alone keeps nobody from
 * entering the same content twice. In the transaction of its caller, who enters what is not found.
 */
final class NumbersUnderOtherKeys {

    private static final int HEX = 16;

    private final EntityManager entityManager;
    private final CommandNumbers numbers;
    private final String entity;

    NumbersUnderOtherKeys(EntityManager entityManager, CommandNumbers numbers, String entity) {
        this.entityManager = entityManager;
        this.numbers = numbers;
        this.entity = entity;
    }

    /** Submissions by the numbers that this command may have in its row besides its current one. */
    Map<String, UUID> find(Command command) {
        List<String> others = numbers.others(command);
        if (others.isEmpty()) {
            return Map.of();
        }
        lock(List.of(command));
        return find(others);
    }

    /** Those of them whose content is not in under another number than theirs; of two with the same content the first. */
    List<PendingCommand> without(List<PendingCommand> commands) {
        if (commands.isEmpty() || numbers.others(commands.get(0).command()).isEmpty()) {
            return commands;
        }
        lock(commands.stream().map(PendingCommand::command).toList());
        Set<String> entered = find(commands.stream()
                        .flatMap(one -> all(one.command()))
                        .toList())
                .keySet();
        Set<String> seen = new HashSet<>();
        List<PendingCommand> left = new ArrayList<>();
        for (PendingCommand one : commands) {
            boolean known =
                    all(one.command()).anyMatch(number -> !number.equals(one.number()) && entered.contains(number));
            if (!known && seen.add(numbers.of(one.command()))) {
                left.add(one);
            }
        }
        return left;
    }

    /**
     * Whoever enters the same content under another number waits until this transaction has ended: another server, or what a
     * dead one has left behind. In the order of the locks, so that two who enter the same ones do not lock each other out.
     */
    private void lock(List<? extends Command> commands) {
        commands.stream()
                .map(command -> all(command).min(String::compareTo).orElseThrow())
                .map(number -> Long.parseUnsignedLong(number.substring(0, HEX), HEX))
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(lock -> entityManager
                        .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                        .setParameter("lock", lock)
                        .getSingleResult());
    }

    private Map<String, UUID> find(List<String> some) {
        Map<String, UUID> found = new LinkedHashMap<>();
        entityManager
                .createQuery("select number, submission from " + entity + " where number in (:some)", Object[].class)
                .setParameter("some", some)
                .getResultStream()
                .forEach(row -> found.put((String) row[0], (UUID) row[1]));
        return found;
    }

    private Stream<String> all(Command command) {
        return Stream.concat(Stream.of(numbers.of(command)), numbers.others(command).stream());
    }
}
