/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Journey;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A history of a few lines, and what the checker says of it. Times are in seconds. */
abstract class ShortHistory {

    static final UUID ADAS = new UUID(0, 1);
    static final UUID BOBS = new UUID(0, 2);

    private static final long BEGAN = 1_800_000_000_000L;

    final List<Try> tries = new ArrayList<>();
    final List<Band> faults = new ArrayList<>();
    final List<Snapshot.Row> rows = new ArrayList<>();
    final List<Usage> usages = new ArrayList<>();
    Set<String> waiting = Set.of();
    Set<String> aside = Set.of();
    Set<String> poison = Set.of();

    void assertOnly(Breach... expected) {
        Verdict verdict = Checker.check(
                new History(BEGAN, tries, faults, List.of(), usages), new Snapshot(rows, waiting, aside, poison));
        assertThat(Arrays.stream(Breach.values()).filter(breach -> verdict.count(breach) > 0))
                .as(verdict.text())
                .containsExactlyInAnyOrder(expected);
    }

    void told(PlaceOrder order, double sent, double answered, Told told) {
        Answer answer = new Answer(micros(answered), told, told.isTaken() ? number(order) : "", "");
        tries.add(new Try(tries.size() + 1, Try.Kind.NEW, false, order, micros(sent), answer));
    }

    void row(PlaceOrder order) {
        row(order, 0);
    }

    void row(PlaceOrder order, double entered) {
        row(number(order), order, entered);
    }

    void row(String number, PlaceOrder order, double entered) {
        Journey journey = Journey.begun(Instant.ofEpochMilli(BEGAN + Math.round(entered * 1e3)));
        rows.add(new Snapshot.Row(number, order, journey.toJson().toString()));
    }

    void fault(double from, double to, Touch... touches) {
        faults.add(new Band("fault", Track.DATABASE, Set.of(touches), micros(from), micros(to), ""));
    }

    /** Of all processors the cafe used this share meanwhile, and others that one. */
    void used(double from, double to, double cafe, double others) {
        long all = Math.round((to - from) * 2_000);
        usages.add(new Usage(micros(from), 0, 0, 0));
        usages.add(new Usage(micros(to), Math.round(cafe * all), Math.round((cafe + others) * all), all));
    }

    static PlaceOrder order(String name, UUID submission) {
        return new PlaceOrder(name, 2, LocalDateTime.of(2030, 3, 1, 19, 30), "", submission);
    }

    /** As a server with some key may call it. */
    static String number(PlaceOrder order) {
        return "%020x".formatted(order.name().hashCode());
    }

    static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
