/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static cafe.resilient.chaos.Breach.DOUBLED;
import static cafe.resilient.chaos.Breach.FALSELY_REFUSED;
import static cafe.resilient.chaos.Breach.LOST;
import static cafe.resilient.chaos.Breach.NEVER_SETTLED;
import static cafe.resilient.chaos.Breach.UNEXPECTED;
import static cafe.resilient.chaos.Breach.WRONGLY_TOLD;

import cafe.resilient.lab.Lab;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the members of the lending library were told, and what was booked.
 *
 * @param told what became of each payment, by its sum
 * @param booked how often each sum is in the table of payments
 * @param fees what is in the member's account: each payment is added to it in the transaction of its row
 * @param waiting how many of what was taken are not in the log of commands
 * @param overtaken how many loans and returns of the copy that has an order were refused
 */
record Bookings(Map<Integer, Told> told, Map<Integer, Integer> booked, long fees, int waiting, int overtaken) {

    /**
     * @param loans numbers of loans and returns that were taken
     * @param refused whether one of them was refused in its replay
     * @param atOnce how many were refused before
     */
    static Bookings of(
            Lab lab, Map<Integer, Told> told, Collection<String> loans, Predicate<String> refused, int atOnce)
            throws SQLException {
        Map<Integer, Integer> booked = new TreeMap<>();
        Set<String> done = new HashSet<>();
        long fees;
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("select cents, count(*) from lending.payments group by cents")) {
                while (row.next()) {
                    booked.put(row.getInt(1), row.getInt(2));
                }
            }
            try (ResultSet row = statement.executeQuery("select number from lending.command_log")) {
                while (row.next()) {
                    done.add(row.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery("select sum(fees) from lending.members")) {
                row.next();
                fees = row.getLong(1);
            }
        }
        long missing = told.entrySet().stream()
                .filter(payment -> payment.getValue().isTaken() && !booked.containsKey(payment.getKey()))
                .count();
        List<String> undone =
                loans.stream().filter(number -> !done.contains(number)).toList();
        int overtaken = (int) undone.stream().filter(refused).count();
        int waiting = (int) missing + undone.size() - overtaken;
        return new Bookings(new TreeMap<>(told), booked, fees, waiting, atOnce + overtaken);
    }

    boolean isSettled() {
        return waiting == 0;
    }

    /** @param faults of the run: where a region of the queue was away, what was put elsewhere may have been overtaken */
    void check(Collection<Band> faults, Verdict verdict) {
        told.forEach((cents, answer) -> {
            int rows = booked.getOrDefault(cents, 0);
            String what = "a payment of " + cents + " was told " + answer + ", and booked " + rows + " times";
            verdict.addIf(rows > 1, DOUBLED, what);
            verdict.addIf(rows == 0 && answer.isTaken(), LOST, what);
            verdict.addIf(rows > 0 && answer == Told.NOT_TAKEN, WRONGLY_TOLD, what);
            verdict.addIf(answer == Told.REFUSED || answer == Told.FAILED, FALSELY_REFUSED, what);
        });
        booked.keySet().stream()
                .filter(cents -> !told.containsKey(cents))
                .forEach(cents -> verdict.add(UNEXPECTED, "a payment of " + cents));
        long sum = booked.entrySet().stream()
                .mapToLong(row -> (long) row.getKey() * row.getValue())
                .sum();
        verdict.addIf(fees != sum, DOUBLED, "payments of " + sum + " are booked, and " + fees + " in the account");
        verdict.addIf(waiting > 0, NEVER_SETTLED, waiting + " commands of the lending library");
        boolean ordered = faults.stream().noneMatch(fault -> fault.track() == Band.Track.QUEUE);
        verdict.addIf(ordered && overtaken > 0, FALSELY_REFUSED, overtaken + " loans and returns were overtaken");
        verdict.figure("payments", told.size());
        verdict.figure(
                "payments taken", told.values().stream().filter(Told::isTaken).count());
    }

    void writeTo(Path file) throws IOException {
        JsonObjectBuilder answers = Json.createObjectBuilder();
        told.forEach((cents, answer) -> answers.add(cents.toString(), answer.name()));
        JsonObjectBuilder rows = Json.createObjectBuilder();
        booked.forEach((cents, count) -> rows.add(cents.toString(), count));
        Files.writeString(
                file,
                Json.createObjectBuilder()
                        .add("told", answers)
                        .add("booked", rows)
                        .add("fees", fees)
                        .add("waiting", waiting)
                        .add("overtaken", overtaken)
                        .build()
                        .toString());
    }

    static Bookings read(Path file) throws IOException {
        JsonObject json = History.json(Files.readString(file));
        Map<Integer, Told> told = new TreeMap<>();
        JsonObject answers = json.getJsonObject("told");
        answers.keySet().forEach(cents -> told.put(Integer.valueOf(cents), Told.valueOf(answers.getString(cents))));
        Map<Integer, Integer> booked = new TreeMap<>();
        JsonObject rows = json.getJsonObject("booked");
        rows.keySet().forEach(cents -> booked.put(Integer.valueOf(cents), rows.getInt(cents)));
        return new Bookings(
                told, booked, json.getJsonNumber("fees").longValue(), json.getInt("waiting"), json.getInt("overtaken"));
    }
}
