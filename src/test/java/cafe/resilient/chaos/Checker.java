/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static cafe.resilient.chaos.Breach.DOUBLED;
import static cafe.resilient.chaos.Breach.FALSELY_REFUSED;
import static cafe.resilient.chaos.Breach.KEPT_WAITING;
import static cafe.resilient.chaos.Breach.LOST;
import static cafe.resilient.chaos.Breach.NEVER_SETTLED;
import static cafe.resilient.chaos.Breach.QUEUED_EARLY;
import static cafe.resilient.chaos.Breach.SET_ASIDE;
import static cafe.resilient.chaos.Breach.TOO_LATE;
import static cafe.resilient.chaos.Breach.UNEXPECTED;
import static cafe.resilient.chaos.Breach.WRONGLY_TOLD;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Snapshot.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what every customer was told against what survived. Knows the cafe from outside alone. */
final class Checker {

    private static final long SECOND = 1_000_000;

    /** K3: 7 s, and half a second for a machine that also runs the lab and the customers. In microseconds. */
    static final long DEADLINE = 7_500_000;

    /** Who stood at the door of a server that starts comes in with all the others, while two slow cores compile what it does. */
    private static final long COLD = 12_000_000;

    /** Who is queued in an outage has waited, or the outage has lasted, that long: 6 s, less the spread of giving up. */
    private static final long PATIENCE = 4_400_000;

    /** So many who wait at once are sure to have a seat; beyond 200 the cafe queues at once. */
    private static final int SEATS = 150;

    /** Longer than this nobody waits while no fault is on; of the time that the processors were the cafe's. */
    static final long KEPT = 1_000_000;

    /** Nor longer than this, however busy the machine: what waits for nothing needs no processor. */
    static final long KEPT_AT_ALL = 2_500_000;

    private final History history;
    private final Snapshot snapshot;
    /** By content. */
    private final Map<String, List<Try>> tries;

    private final Map<String, List<Row>> rows;
    private final Names names;
    private final Disturbances outage;
    /** Both the databases and the queue. */
    private final Disturbances everyStore;
    /** Either. */
    private final Disturbances someStore;

    /** A table that takes nothing, and the second until a probe finds that it does again. */
    private final Disturbances schema;

    /** The same where its writer was away, too: nobody can probe a table until it is there. */
    private final Disturbances schemaInOutage;

    private final Disturbances server;
    private final Disturbances away;
    private final Disturbances any;
    /** Any that makes one wait for a database. */
    private final Disturbances slow;

    private final FreeTime time;
    private final Verdict verdict = new Verdict();

    private Checker(History history, Snapshot snapshot) {
        this.history = history;
        this.snapshot = snapshot;
        tries = history.tries().stream().collect(Collectors.groupingBy(Try::content));
        rows = snapshot.rows().stream().collect(Collectors.groupingBy(Row::content));
        names = Names.of(history, snapshot);
        List<Band> faults = history.faults();
        outage = new Disturbances(faults, 2 * SECOND, Touch.DATABASE, Touch.SPEED, Touch.AGAIN, Touch.SCHEMA)
                .since(new Disturbances(faults, 0, Touch.DATABASE, Touch.SCHEMA));
        everyStore = outage.and(new Disturbances(faults, SECOND, Touch.QUEUE));
        someStore =
                new Disturbances(faults, SECOND, Touch.DATABASE, Touch.SPEED, Touch.AGAIN, Touch.SCHEMA, Touch.QUEUE);
        schema = new Disturbances(faults, 2 * SECOND, Touch.SCHEMA);
        schemaInOutage = new Disturbances(faults, SECOND, Touch.DATABASE, Touch.SCHEMA)
                .since(new Disturbances(faults, 0, Touch.SCHEMA));
        server = new Disturbances(faults, SECOND, Touch.SERVER);
        away = new Disturbances(faults, 0, Touch.SERVER);
        any = new Disturbances(faults, 0, Touch.values());
        time = new FreeTime(history.usages());
        slow = new Disturbances(faults, 0, Touch.DATABASE, Touch.SPEED, Touch.SCHEMA, Touch.SERVER);
    }

    static Verdict check(History history, Snapshot snapshot) {
        Checker checker = new Checker(history, snapshot);
        checker.tries.forEach(checker::content);
        checker.rows.values().forEach(checker::rows);
        history.tries().forEach(checker::one);
        checker.queue();
        Figures.of(history, checker.any, checker.time, checker.verdict);
        return checker.verdict;
    }

    /** Everything sent with one content. */
    private void content(String content, List<Try> all) {
        if (rows.containsKey(content) || names.numbers(content).stream().anyMatch(this::isQueued)) {
            return;
        }
        all.stream().filter(one -> one.told().isTaken()).forEach(one -> verdict.add(LOST, one));
    }

    private boolean isQueued(String number) {
        return snapshot.waiting().contains(number) || snapshot.aside().contains(number);
    }

    /** The rows with one content. */
    private void rows(List<Row> same) {
        for (Row row : same) {
            List<Try> sent = tries.getOrDefault(row.content(), List.of());
            if (!names.isOfOneContent(row.number())
                    || sent.stream().noneMatch(one -> one.command().equals(row.command()))) {
                verdict.add(UNEXPECTED, row);
            }
        }
        if (same.size() > 1) {
            verdict.add(DOUBLED, same.size() + " rows of " + same.get(0).content());
        } else {
            wroteIt(same.get(0));
        }
    }

    /**
     * A row stays as it was entered: whoever has the row's submission was first, whoever has another was not. That decides
     * what they may be told, however their requests were interleaved.
     */
    private void wroteIt(Row row) {
        List<Try> sent = tries.getOrDefault(row.content(), List.of());
        List<Try> own = sent.stream()
                .filter(one -> one.submission().equals(row.command().submission()))
                .toList();
        if (!own.isEmpty() && own.stream().allMatch(one -> one.told() == Told.NOT_TAKEN)) {
            own.forEach(one -> verdict.add(WRONGLY_TOLD, one + ", but it is in"));
        }
        for (Try one : sent) {
            boolean first = own.contains(one);
            boolean possible =
                    own.stream().anyMatch(other -> other.sent() < one.answer().at());
            if (first && one.told() == Told.ALREADY_PLACED) {
                verdict.add(WRONGLY_TOLD, one + ", but the row is his own");
            } else if (!first && one.told() == Told.ALREADY_PLACED && !possible) {
                verdict.add(WRONGLY_TOLD, one + ", before anybody else had sent it");
            } else if (!first && (one.told() == Told.CONFIRMED || one.told() == Told.TAKEN && !mayBeQueued(one))) {
                verdict.add(
                        WRONGLY_TOLD,
                        one + ", but the row is of submission " + row.command().submission() + ", " + row.journey());
            } else if (one.told() == Told.CONFIRMED
                    && row.entered() > history.began() + one.answer().at() / 1_000) {
                verdict.add(WRONGLY_TOLD, one + ", before the row was entered");
            }
        }
    }

    /** The page does not say which of the two it was. Who has waited for so long is queued, whatever made him wait. */
    private boolean mayBeQueued(Try one) {
        return outage.within(one.sent(), one.answer().at())
                || one.waited() > PATIENCE
                        && any.within(one.sent(), one.answer().at());
    }

    /** What one answer tells by itself. */
    private void one(Try one) {
        long from = one.sent();
        long to = one.answer().at();
        boolean served = !server.within(from, to);
        // who came while it was away, or not yet up, stood before a closed door until then
        OptionalLong opened = away.ended(from);
        boolean late = to - opened.orElse(from) > (opened.isPresent() ? DEADLINE + COLD : DEADLINE);
        switch (one.told()) {
            case REFUSED -> verdict.add(FALSELY_REFUSED, one);
            case FAILED -> verdict.addIf(served, FALSELY_REFUSED, one);
            // after its first refusal the queue is asked for two seconds more
            case NOT_TAKEN, UNKNOWN ->
                verdict.addIf(served && !everyStore.within(to - SECOND, to), FALSELY_REFUSED, one);
            case NOTHING ->
                verdict.addIf((served || late) && !one.answer().evidence().equals("the record ends"), TOO_LATE, one);
            case QUEUED -> verdict.addIf(served && !tableRefuses(from, to) && isEarly(one), QUEUED_EARLY, one);
            case FOUND -> verdict.addIf(one.answer().evidence().equals("SET_ASIDE"), SET_ASIDE, one);
            case NOT_FOUND -> verdict.add(WRONGLY_TOLD, one);
            case NOT_NOW -> verdict.addIf(served && !someStore.within(from, to), FALSELY_REFUSED, one);
            default -> {}
        }
        verdict.addIf(late && one.told() != Told.NOTHING, TOO_LATE, one);
        if (one.told().isTaken() && !names.isOfOneContent(one.answer().number())) {
            verdict.add(WRONGLY_TOLD, one + ", but its number is that of other content, too");
        } else if (one.told().isTaken() && names.numbers(one.content()).size() > 1) {
            verdict.add(WRONGLY_TOLD, one + ", but it has the numbers " + names.numbers(one.content()));
        }
        Disturbances excuse = outage.within(from, to) ? any : slow;
        boolean kept = Figures.peace(one, excuse, time) > KEPT
                || Figures.peace(one, excuse, FreeTime.OF_THE_CLOCK) > KEPT_AT_ALL;
        verdict.addIf(served && kept, KEPT_WAITING, one);
    }

    private boolean tableRefuses(long from, long to) {
        return schema.within(from, to) || schemaInOutage.within(from, to);
    }

    private boolean isEarly(Try one) {
        long at = one.answer().at();
        long lasted = at - outage.begun(at).orElse(at);
        long inside = history.tries().stream()
                .filter(other -> other.sent() <= at && other.answer().at() >= at)
                .count();
        return one.waited() < PATIENCE && lasted < PATIENCE && inside < SEATS;
    }

    private void queue() {
        snapshot.waiting().forEach(number -> verdict.add(NEVER_SETTLED, number));
        Set<String> poison = snapshot.poison();
        Stream.concat(
                        snapshot.aside().stream().filter(number -> !poison.contains(number)),
                        poison.stream()
                                .filter(number -> !snapshot.aside().contains(number)
                                        && !snapshot.waiting().contains(number)))
                .forEach(number -> verdict.add(SET_ASIDE, number));
    }
}
