/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static java.util.stream.Collectors.toMap;

import cafe.resilient.platform.queue.Sequences.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be done of a page of the queue: all that has no order, and of each sequence in it what comes first, wherever that is. */
public final class SequenceHeads {

    /** Of all sequences together, but one of each. */
    private static final int MOST = QueueTable.ITEMS_OF_A_PAGE;

    /** What is noted in its sequence, and is not in the table after so long, is not on its way from another region. */
    private static final Duration REPLICATED = Duration.ofMinutes(1);

    private final Sequences sequences;
    private final List<QueueItem> page;
    private final Instant now;
    private final Map<String, QueueItem> known;

    /** Numbers that the table was asked for, and had no time for. */
    private Set<String> unknown = Set.of();

    private SequenceHeads(Sequences sequences, List<QueueItem> page, Instant now) {
        this.sequences = sequences;
        this.page = page;
        this.now = now;
        known = new HashMap<>(page.stream().collect(toMap(QueueItem::number, item -> item)));
    }

    /** Those of each sequence are in the order of their arrival. */
    public static List<QueueItem> of(QueueTable table, List<QueueItem> page, Clock clock) throws QueueAwayException {
        return new SequenceHeads(table.sequences(), page, clock.instant()).heads();
    }

    private List<QueueItem> heads() throws QueueAwayException {
        Map<String, List<String>> waiting = waiting();
        Map<String, List<String>> next = new LinkedHashMap<>();
        waiting.forEach((sequence, entries) ->
                next.put(sequence, entries.subList(0, Math.min(entries.size(), 1 + MOST / waiting.size()))));
        findTheOthers(next);
        List<QueueItem> heads = new ArrayList<>();
        for (Map.Entry<String, List<String>> sequence : next.entrySet()) {
            heads.addAll(first(sequence.getKey(), sequence.getValue()));
        }
        Set<String> noted = new HashSet<>();
        waiting.values().forEach(entries -> entries.forEach(entry -> noted.add(Sequences.number(entry))));
        page.stream()
                .filter(item -> item.sequence().map(waiting::containsKey).orElse(true))
                // of one that is not noted, as two regions noted something at once, nobody knows whom it is behind
                .filter(item -> !noted.contains(item.number()))
                .forEach(heads::add);
        return heads;
    }

    /** What waits of each sequence of the page, unless there was no time for it. */
    private Map<String, List<String>> waiting() throws QueueAwayException {
        Set<String> all = new LinkedHashSet<>();
        page.forEach(item -> item.sequence().ifPresent(all::add));
        Found found = sequences.get(List.copyOf(all), QueueTable.PATIENCE_OF_REPLAY);
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        for (String sequence : all) {
            if (!found.missing().contains(sequence)) {
                waiting.put(sequence, Sequences.entries(found.items().get(sequence)));
            }
        }
        return waiting;
    }

    /** Of those that come next what is not in the page. */
    private void findTheOthers(Map<String, List<String>> next) throws QueueAwayException {
        List<String> others = next.values().stream()
                .flatMap(List::stream)
                .map(Sequences::number)
                .filter(number -> !known.containsKey(number))
                .distinct()
                .toList();
        Found found = sequences.get(others, QueueTable.PATIENCE_OF_REPLAY);
        found.items().forEach((number, item) -> known.put(number, new QueueItem(item)));
        unknown = found.missing();
    }

    private List<QueueItem> first(String sequence, List<String> entries) throws QueueAwayException {
        List<QueueItem> first = new ArrayList<>();
        for (String entry : entries) {
            String number = Sequences.number(entry);
            if (known.containsKey(number)) {
                first.add(known.get(number));
            } else if (!unknown.contains(number) && Sequences.arrived(entry).isBefore(now.minus(REPLICATED))) {
                sequences.remove(sequence, entry);
            } else {
                break; // what comes after it waits for it
            }
        }
        return first;
    }
}
