/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.chaos.Band.Touch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** When one of the stores was disturbed, or the server was away: the faults that touch it, joined where they overlap. */
final class Disturbances {

    /** One time, in microseconds since the run began. */
    private record Span(long from, long to) {}

    private final List<Span> spans;

    /** @param rest microseconds after a fault that still count as part of it */
    Disturbances(List<Band> faults, long rest, Touch... touches) {
        spans = new ArrayList<>();
        faults.stream()
                .filter(Band::happened)
                .filter(fault -> Stream.of(touches).anyMatch(fault.touches()::contains))
                .map(fault -> new Span(fault.from(), fault.felt() + rest))
                .sorted(Comparator.comparing(Span::from))
                .forEach(this::join);
    }

    private Disturbances(List<Span> spans) {
        this.spans = spans;
    }

    /** When both were. */
    Disturbances and(Disturbances other) {
        return new Disturbances(spans.stream()
                .flatMap(one -> other.spans.stream()
                        .map(two -> new Span(Math.max(one.from, two.from), Math.min(one.to, two.to))))
                .filter(span -> span.from <= span.to)
                .toList());
    }

    /** Each from the first of the others within it on; none of those that have none. */
    Disturbances since(Disturbances firsts) {
        return new Disturbances(spans.stream()
                .flatMap(span -> firsts.spans.stream()
                        .filter(first -> first.from >= span.from && first.from <= span.to)
                        .limit(1)
                        .map(first -> new Span(first.from, span.to)))
                .toList());
    }

    private void join(Span span) {
        int last = spans.size() - 1;
        if (last >= 0 && span.from <= spans.get(last).to) {
            spans.set(last, new Span(spans.get(last).from, Math.max(spans.get(last).to, span.to)));
        } else {
            spans.add(span);
        }
    }

    /** Whether there was any at some moment between these two. */
    boolean within(long from, long to) {
        return spans.stream().anyMatch(span -> span.from <= to && span.to >= from);
    }

    /** Free time between these two without a disturbance, in microseconds. */
    long peace(long from, long to, FreeTime time) {
        return time.between(from, to)
                - spans.stream()
                        .map(span -> new Span(Math.max(span.from, from), Math.min(span.to, to)))
                        .filter(span -> span.from < span.to)
                        .mapToLong(span -> time.between(span.from, span.to))
                        .sum();
    }

    /** When the one began in which this moment lies; empty in peace. */
    OptionalLong begun(long at) {
        return around(at).mapToLong(Span::from).findFirst();
    }

    /** When the one ended in which this moment lies; empty in peace. */
    OptionalLong ended(long at) {
        return around(at).mapToLong(Span::to).findFirst();
    }

    private Stream<Span> around(long at) {
        return spans.stream().filter(span -> span.from <= at && span.to >= at);
    }
}
