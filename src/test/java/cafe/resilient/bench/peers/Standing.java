/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Arrivals;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one contestant came through one fault.
 *
 * @param confirmed answered CONFIRMED
 * @param queued answered QUEUED
 * @param other answered otherwise, or not at all: refused, or unknown to the customer
 * @param otherIn of these so many have a row all the same
 * @param doubled rows too many
 * @param lost confirmed or queued, and no row
 * @param outage in milliseconds, as the lab's own client measured it; 0 if there was none
 * @param longest wait from arrival to answer, of all orders answered after the fault began, in milliseconds
 * @param cpu seconds of the processor of its process, from the first order to the last
 * @param told how often what was answered: an outcome, a status with an outcome, or the first words of what came instead
 */
record Standing(
        String name,
        int orders,
        int confirmed,
        int queued,
        int other,
        int otherIn,
        int doubled,
        int lost,
        double outage,
        double longest,
        double cpu,
        Map<String, Long> told) {

    private static final Pattern OUTCOME = Pattern.compile("^(\\d+) .*\"outcome\":\"(\\w+)\"", Pattern.DOTALL);
    private static final int MOST_TOLD = 80;

    static Standing of(
            String name, List<Arrivals.Order> orders, List<String> rows, double outage, long begun, double cpu) {
        Set<String> distinct = new HashSet<>(rows);
        Set<String> accepted = accepted(orders);
        int in = (int) distinct.stream().filter(accepted::contains).count();
        int confirmed = count(orders, "CONFIRMED");
        int queued = count(orders, "QUEUED");
        return new Standing(
                name,
                orders.size(),
                confirmed,
                queued,
                orders.size() - confirmed - queued,
                distinct.size() - in,
                rows.size() - distinct.size(),
                accepted.size() - in,
                outage,
                orders.stream()
                                .filter(order -> order.done() - begun >= 0)
                                .mapToLong(Arrivals.Order::waited)
                                .max()
                                .orElse(0)
                        / 1e6,
                cpu,
                orders.stream()
                        .collect(Collectors.groupingBy(
                                order -> told(order.outcome()), TreeMap::new, Collectors.counting())));
    }

    private static String told(String outcome) {
        Matcher matcher = OUTCOME.matcher(outcome);
        return matcher.find()
                ? matcher.group(1) + " " + matcher.group(2)
                : outcome.substring(0, Math.min(MOST_TOLD, outcome.length()));
    }

    /** The numbers that must have a row. */
    static Set<String> accepted(List<Arrivals.Order> orders) {
        return orders.stream()
                .filter(order ->
                        order.outcome().equals("CONFIRMED") || order.outcome().equals("QUEUED"))
                .map(Arrivals.Order::number)
                .collect(Collectors.toSet());
    }

    private static int count(List<Arrivals.Order> orders, String outcome) {
        return (int)
                orders.stream().filter(order -> order.outcome().equals(outcome)).count();
    }

    double beyond() {
        return longest - outage;
    }

    JsonObject toJson() {
        JsonObjectBuilder answers = Json.createObjectBuilder();
        told.forEach(answers::add);
        return Json.createObjectBuilder()
                .add("name", name)
                .add("orders", orders)
                .add("confirmed", confirmed)
                .add("queued", queued)
                .add("other", other)
                .add("otherIn", otherIn)
                .add("doubled", doubled)
                .add("lost", lost)
                .add("outageMs", outage)
                .add("longestWaitMs", longest)
                .add("cpuSeconds", cpu)
                .add("told", answers)
                .build();
    }
}
