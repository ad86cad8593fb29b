/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static cafe.resilient.platform.Jsonp.JSON;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A command as JSON text, as the queue and a browser's cookie keep it, or a handler's result, as the log keeps it: one object with a
 * field for each component of the record, in the formats JSON-B gave them in earlier versions. The text may come from anywhere, so it
 * is bounded in length and depth, and read by {@link Jsonp#object}.
 */
public final class CommandJson {

    /** An item of DynamoDB, the largest thing a command can be kept in, has at most 400 KB. */
    static final int MAX_CHARACTERS = 400_000;

    /** The types a component may have, besides enums, and how the text of each is read. */
    private static final Map<Class<?>, Function<String, Object>> READ = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(int.class, text -> new BigDecimal(text).intValueExact()),
            Map.entry(Integer.class, text -> new BigDecimal(text).intValueExact()),
            Map.entry(long.class, text -> new BigDecimal(text).longValueExact()),
            Map.entry(Long.class, text -> new BigDecimal(text).longValueExact()),
            Map.entry(boolean.class, CommandJson::yesOrNo),
            Map.entry(Boolean.class, CommandJson::yesOrNo),
            Map.entry(BigDecimal.class, CommandJson::decimal),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(UUID.class, UUID::fromString));

    private CommandJson() {}

    /**
     * The type itself, if such objects can be written and read.
     *
     * @throws IllegalStateException if it is no public record
     * @throws IllegalArgumentException naming a component whose type cannot be written
     */
    public static <T> Class<T> requireKeepable(Class<T> type) {
        if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
            throw new IllegalStateException(type.getName() + " must be a public record: so it can be kept as JSON");
        }
        Arrays.stream(type.getRecordComponents()).forEach(CommandJson::requireKnown);
        return type;
    }

    /** @throws IllegalArgumentException naming the component whose type cannot be written */
    public static String write(Object record) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            requireKnown(component);
            Object value = Content.read(component, record);
            if (value != null) {
                object.add(component.getName(), written(value));
            }
        }
        return object.build().toString();
    }

    /**
     * What {@link #write} wrote, in this version of the application or an earlier one. Fields the record does not have are
     * ignored; one that is not there is null.
     *
     * @throws RuntimeException if the text is too long, no JSON object, or not right for this record
     */
    public static <C> C read(String json, Class<C> type) {
        if (json.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("A command has at most " + MAX_CHARACTERS + " characters of JSON");
        }
        JsonObject object = Jsonp.object(json);
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = Arrays.stream(components)
                    .map(component -> value(component, object.get(component.getName())))
                    .toArray();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " refuses what was kept of it", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " is no public record", e);
        }
    }

    private static JsonValue written(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof BigDecimal number) {
            return JSON.createValue(number);
        }
        if (value instanceof Number number) {
            return JSON.createValue(number.longValue());
        }
        if (value instanceof LocalDateTime at) {
            return JSON.createValue(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at)); // with seconds, always
        }
        return JSON.createValue(value instanceof Enum<?> one ? one.name() : value.toString());
    }

    private static Object value(RecordComponent component, JsonValue value) {
        requireKnown(component);
        if (value == null || value == JsonValue.NULL) {
            if (component.getType().isPrimitive()) {
                throw new IllegalArgumentException(component.getName() + " is missing");
            }
            return null;
        }
        try {
            String text = text(value);
            Class<?> type = component.getType();
            return type.isEnum() ? constant(type, text) : READ.get(type).apply(text);
        } catch (RuntimeException e) { // whose own message may quote the value
            throw new IllegalArgumentException("%s must be a %s"
                    .formatted(component.getName(), component.getType().getSimpleName()));
        }
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonNumber || value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value.toString();
        }
        throw new IllegalArgumentException("It is nested");
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> ((Enum<?>) one).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** No more digits than PostgreSQL's numeric has behind the point: 1e999999999 would be a gigabyte once it is written out. */
    private static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > 16_383) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static void requireKnown(RecordComponent component) {
        if (!READ.containsKey(component.getType()) && !component.getType().isEnum()) {
            throw new IllegalArgumentException(
                    "%s.%s is a %s: what is kept as JSON has components that are texts, whole or decimal numbers, booleans, days, times, UUIDs or enums"
                            .formatted(
                                    component.getDeclaringRecord().getSimpleName(),
                                    component.getName(),
                                    component.getType().getSimpleName()));
        }
    }
}
