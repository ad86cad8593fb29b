/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandJson;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A command as the queue keeps it. Whatever attributes it has, it can be listed, shown, and set aside as it is; only to
 * read the command itself they must be right.
 *
 * @param attributes number (the key), type (simple name of the command's class), version of this format, payload (the command
 *     as JSON), submission (of the command), journey (as JSON), at (when it was queued, in ms since 1970), arrived (when its request
 *     was), sequence and home (of a command that has one: its name, and the region where it is noted), refused (of a dead letter: why a rule of the application refused it), call and until (only of a copy
 *     that one call put beside its waiting, and that nobody else relies on: that call, and when it has ended, in ms since 1970)
 */
public record QueueItem(Map<String, AttributeValue> attributes) {

    private static final String VERSION = "1";
    private static final String REFUSED = "refused";
    private static final String SEQUENCE = "sequence";
    private static final String HOME = "home";
    private static final String REASON = "reason";
    private static final String SET_ASIDE_AT = "asideAt";

    /** The longest budget that may be set, and a little more. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(13);

    static QueueItem of(PendingCommand waiting, Instant at) {
        Command command = waiting.command();
        Instant arrived = waiting.journey().steps().stream()
                .map(Journey.Step::at)
                .findFirst()
                .orElse(at);
        Map<String, AttributeValue> attributes = new HashMap<>(Map.of(
                "number",
                AttributeValue.fromS(waiting.number()),
                "type",
                AttributeValue.fromS(command.getClass().getSimpleName()),
                "version",
                AttributeValue.fromN(VERSION),
                "payload",
                AttributeValue.fromS(CommandJson.write(command)),
                "submission",
                AttributeValue.fromS(command.submission().toString()),
                "journey",
                AttributeValue.fromS(waiting.journey().toJson().toString()),
                "at",
                millis(at),
                "arrived",
                millis(arrived)));
        command.sequence().ifPresent(name -> attributes.put(SEQUENCE, AttributeValue.fromS(Sequences.name(name))));
        return new QueueItem(attributes);
    }

    /** The same, put by that call beside its waiting: until it has ended it may take it back. */
    QueueItem copyOf(UUID call, Instant until) {
        Map<String, AttributeValue> copy = new HashMap<>(attributes);
        copy.put(QueueTable.CALL, AttributeValue.fromS(call.toString()));
        copy.put("until", millis(until));
        return new QueueItem(copy);
    }

    /**
     * Whether its call may still be under way, and take it back. Another server's clock may be wrong by minutes: what says that it
     * ends later than any call does is not believed.
     */
    public boolean isHeld(Instant now) {
        return attributes.containsKey(QueueTable.CALL)
                && now.isBefore(time("until"))
                && time("until").isBefore(now.plus(LONGEST_CALL));
    }

    static AttributeValue millis(Instant at) {
        return AttributeValue.fromN(String.valueOf(at.toEpochMilli()));
    }

    public String number() {
        return text("number");
    }

    public String type() {
        return text("type");
    }

    /** When it was queued, to the millisecond; in 1970 if it does not say. */
    public Instant at() {
        return time("at");
    }

    /** When its request arrived, to the millisecond; when it was queued, if an earlier version put it. */
    public Instant arrived() {
        return time(attributes.containsKey("arrived") ? "arrived" : "at");
    }

    /** Its sequence, in a form of its own; empty if it has no order with others. */
    public Optional<String> sequence() {
        return Optional.of(text(SEQUENCE)).filter(sequence -> !sequence.isEmpty());
    }

    /** The region of the queue where it is noted in its sequence. */
    String home() {
        return text(HOME);
    }

    /** The same, to be noted in that region. */
    QueueItem at(String home) {
        Map<String, AttributeValue> there = new HashMap<>(attributes);
        there.put(HOME, AttributeValue.fromS(home));
        return new QueueItem(there);
    }

    /** The same with the reason why a rule of the application refuses it; empty if none does, whatever it was before. */
    QueueItem refused(Optional<String> reason) {
        Map<String, AttributeValue> refused = new HashMap<>(attributes);
        refused.remove(REFUSED);
        reason.ifPresent(text -> refused.put(REFUSED, AttributeValue.fromS(text)));
        return new QueueItem(refused);
    }

    /** The same as a dead letter. @param reason why, without anything personal */
    QueueItem setAside(String reason, Instant at) {
        Map<String, AttributeValue> aside = new HashMap<>(attributes);
        aside.put(REASON, AttributeValue.fromS(reason));
        aside.put(SET_ASIDE_AT, millis(at));
        return new QueueItem(aside);
    }

    /** The same to be tried again. It has no sequence any more: what was behind it went on long ago. */
    public QueueItem backInQueue() {
        Map<String, AttributeValue> back = new HashMap<>(attributes);
        back.keySet().removeAll(List.of(REASON, SET_ASIDE_AT, REFUSED, SEQUENCE, HOME));
        return new QueueItem(back);
    }

    /** Why it is a dead letter; empty if it is none. */
    public String reason() {
        return text(REASON);
    }

    /** When it became a dead letter, to the millisecond; in 1970 if it is none. */
    public Instant setAsideAt() {
        return time(SET_ASIDE_AT);
    }

    private Instant time(String name) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(attributes.get(name).n()));
        } catch (RuntimeException e) {
            return Instant.EPOCH;
        }
    }

    /** What happened to it so far; empty if it does not say. */
    public Journey journey() {
        try {
            return Journey.parse(text("journey"));
        } catch (RuntimeException e) {
            return new Journey(List.of());
        }
    }

    /** @throws RuntimeException if it cannot be read as one of these, or its format is of another version */
    public <C extends Command> C command(Class<C> type) {
        AttributeValue version = attributes.get("version");
        if (version == null || !VERSION.equals(version.n())) {
            throw new IllegalArgumentException("The format is not of version " + VERSION);
        }
        return CommandJson.read(text("payload"), type);
    }

    Status status(Status.State state) {
        boolean refused = state == Status.State.SET_ASIDE && attributes.containsKey(REFUSED);
        return refused
                ? new Status(number(), type(), Status.State.REFUSED, journey(), null, text(REFUSED))
                : new Status(number(), type(), state, journey(), null, null);
    }

    private String text(String name) {
        AttributeValue value = attributes.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
