/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static java.util.stream.Collectors.toMap;

import cafe.resilient.platform.queue.QueueTable.Page;
import cafe.resilient.platform.queue.Reads.Found;
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

/**
 * What may be done of a page of the queue: all that has no order, and of each sequence in it what comes first, wherever that is in the
 * table. What was put into another region that answers is done there.
 */
public final class SequenceHeads {

    /** Of all sequences together, but one of each. */
    private static final int MOST = QueueTable.ITEMS_OF_A_PAGE;

    /** What is noted and is not in the table after so long, or is there and not noted, will not change by itself. */
    private static final Duration REPLICATED = Duration.ofMinutes(1);

    private final QueueTable table;
    private final Sequences sequences;
    private final List<QueueItem> page;
    private final List<String> lists;
    private final Instant now;
    private final Map<String, QueueItem> known;

    /** Numbers that the table was asked for, and had no time for. */
    private Set<String> unknown = Set.of();

    /** Those of which one is missing: what comes after it waits for it. */
    private final Set<String> cut = new HashSet<>();

    private SequenceHeads(QueueTable table, List<QueueItem> page, List<String> lists, Instant now) {
        this.table = table;
        sequences = table.sequences();
        this.page = page;
        this.lists = lists;
        this.now = now;
        known = new HashMap<>(page.stream().collect(toMap(QueueItem::number, item -> item)));
    }

    /**
     * Those of each sequence are in the order of their arrival.
     *
     * @param others regions of the queue that answer, besides the table's own
     */
    public static List<QueueItem> of(QueueTable table, Page page, Set<String> others, Clock clock)
            throws QueueAwayException {
        List<QueueItem> ours = page.items().stream()
                .filter(item -> item.sequence().isEmpty() || !others.contains(item.home()))
                .toList();
        return new SequenceHeads(table, ours, page.lists(), clock.instant()).heads();
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
                .filter(item -> item.sequence().isEmpty() || !noted.contains(item.number()) && isAlone(item, waiting))
                .forEach(heads::add);
        return heads;
    }

    /** It is not noted: the note may be on its way, or a server died between two steps. */
    private boolean isAlone(QueueItem item, Map<String, List<String>> waiting) {
        String sequence = Sequences.item(item);
        return waiting.containsKey(sequence) && !cut.contains(sequence) && !isOnItsWay(item.at());
    }

    private boolean isOnItsWay(Instant since) { // a clock may be ahead
        return Duration.between(since, now).abs().compareTo(REPLICATED) < 0;
    }

    /** What waits of each sequence of the page, unless there was no time for it. */
    private Map<String, List<String>> waiting() throws QueueAwayException {
        Set<String> all = new LinkedHashSet<>();
        page.stream().filter(item -> item.sequence().isPresent()).forEach(item -> all.add(Sequences.item(item)));
        lists.stream().filter(sequences::isOurs).forEach(all::add); // also one that nobody is in any more
        Found found = table.get(List.copyOf(all), QueueTable.PATIENCE_OF_REPLAY);
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        for (String sequence : all) {
            if (!found.missing().contains(sequence)) {
                waiting.put(sequence, Sequences.entries(found.items().get(sequence)));
                if (waiting.get(sequence).isEmpty() && lists.contains(sequence)) {
                    sequences.deleteIfEmpty(sequence);
                }
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
        Found found = table.get(others, QueueTable.PATIENCE_OF_REPLAY);
        found.items().forEach((number, item) -> known.put(number, new QueueItem(item)));
        unknown = found.missing();
    }

    private List<QueueItem> first(String sequence, List<String> entries) throws QueueAwayException {
        List<QueueItem> first = new ArrayList<>();
        for (String entry : entries) {
            String number = Sequences.number(entry);
            QueueItem item = known.get(number);
            if (item != null && Sequences.isOf(item, sequence)) {
                first.add(item);
            } else if (item != null || !unknown.contains(number) && !isOnItsWay(Sequences.arrived(entry))) {
                sequences.remove(sequence, List.of(entry)); // it was put into another region, too, or is there no more
            } else {
                cut.add(sequence);
                break;
            }
        }
        return first;
    }
}
