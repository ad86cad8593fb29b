/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandJsonTest {

    public enum Size {
        SMALL,
        LARGE {
            // a constant with a class of its own
        }
    }

    public record All(
            String text,
            int count,
            Integer maybe,
            long big,
            Long perhaps,
            boolean yes,
            Boolean no,
            BigDecimal price,
            LocalDate day,
            LocalDateTime at,
            Instant moment,
            Size size,
            UUID submission)
            implements Command {}

    public record Nested(List<String> names, UUID submission) implements Command {}

    private static final UUID SUBMISSION = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    /** As Yasson wrote them, and as they lie in queues and cookies. */
    private static final String ORDER =
            "{\"at\":\"2030-03-01T19:30:00\",\"name\":\"Zo\u00eb \\\"Z\\\" \ud83c\udf5e\",\"people\":4,\"submission\":"
                    + "\"01234567-89ab-cdef-0123-456789abcdef\",\"text\":\"a\\nb\"}";

    private static final String MESSAGE = "{\"day\":\"2030-03-01\",\"email\":\"\",\"name\":\"Ada\",\"submission\":"
            + "\"01234567-89ab-cdef-0123-456789abcdef\",\"text\":\"hello\"}";

    private static final String EVERYTHING =
            "{\"at\":\"2030-03-01T19:30:00.5\",\"big\":9007199254740993,\"day\":\"2030-03-01\",\"moment\":\"2030-03-01T18:30:00Z\","
                    + "\"no\":false,\"count\":-1,\"price\":3.50,\"size\":\"LARGE\",\"submission\":"
                    + "\"01234567-89ab-cdef-0123-456789abcdef\",\"yes\":true}";

    private static final PlaceOrder PLACED = new PlaceOrder(
            "Zo\u00eb \"Z\" \ud83c\udf5e", 4, LocalDateTime.parse("2030-03-01T19:30"), "a\nb", SUBMISSION);

    private static final All ALL = new All(
            null,
            -1,
            null,
            9007199254740993L,
            null,
            true,
            false,
            new BigDecimal("3.50"),
            LocalDate.parse("2030-03-01"),
            LocalDateTime.parse("2030-03-01T19:30:00.5"),
            Instant.parse("2030-03-01T18:30:00Z"),
            Size.LARGE,
            SUBMISSION);

    @Test
    void whatEarlierVersionsWroteIsStillRead() {
        assertThat(CommandJson.read(ORDER, PlaceOrder.class)).isEqualTo(PLACED);
        assertThat(CommandJson.read(MESSAGE, SendMessage.class))
                .isEqualTo(new SendMessage("Ada", "", "hello", LocalDate.parse("2030-03-01"), SUBMISSION));
        assertThat(CommandJson.read(EVERYTHING, All.class)).isEqualTo(ALL);
    }

    /** While two versions run side by side, the earlier one replays what the later one queued. */
    @Test
    void whatIsWrittenHasTheSameFormats() {
        assertThat(CommandJson.write(PLACED)).contains("\"at\":\"2030-03-01T19:30:00\"", "\"people\":4");
        assertThat(CommandJson.write(ALL))
                .contains(EVERYTHING.substring(1, EVERYTHING.length() - 1).split(","));
    }

    @Test
    void everyTypeComesBackAsItWas() {
        assertThat(CommandJson.read(CommandJson.write(ALL), All.class)).isEqualTo(ALL);
    }

    @Property(tries = 200)
    void everyTextComesBackAsItWas(
            @ForAll @StringLength(max = 40) String name, @ForAll @IntRange(min = 1) int people, @ForAll String text) {
        PlaceOrder order = new PlaceOrder(name, people, LocalDateTime.parse("2030-03-01T19:30"), text, SUBMISSION);

        assertThat(CommandJson.read(CommandJson.write(order), PlaceOrder.class)).isEqualTo(order);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        String later = ORDER.replaceFirst("\\{", "{\"garden\":{\"tables\":[1,2]},");

        assertThat(CommandJson.read(later, PlaceOrder.class)).isEqualTo(PLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":{", "{\"x\":[", "{\"x\":", "{\"x", "{", "", "[]", "null", "7"})
    void whatIsNoObjectAsAWholeIsRefusedAtOnce(String json) {
        refusedAtOnce(json);
        refusedAtOnce(ORDER + json + "x");
    }

    @Test
    void everyTextCutShortIsRefusedAtOnce() {
        String nested = "{\"x\":{\"y\":[{\"z\":1}]}," + ORDER.substring(1);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int length = 0; length < nested.length(); length++) {
                String cut = nested.substring(0, length);
                assertThatThrownBy(() -> CommandJson.read(cut, PlaceOrder.class))
                        .isInstanceOf(RuntimeException.class);
            }
        });
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedAtOnce(
            @ForAll @IntRange(max = 180) int from,
            @ForAll @IntRange(max = 180) int to,
            @ForAll("scraps") String scrap) {
        String mangled = ORDER.substring(0, Math.min(from, ORDER.length()))
                + scrap
                + ORDER.substring(Math.min(to, ORDER.length()));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            try {
                CommandJson.read(mangled, PlaceOrder.class);
            } catch (RuntimeException e) {
                // refused
            }
        });
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                "{", "}", "[", "]", "{\"x\":{", "\"", "\\", ",", ":", "null", "1e99999999", "\u0000", "\ud800", "//");
    }

    @Test
    void lengthAndDepthAreBounded() {
        refusedAtOnce(" ".repeat(CommandJson.MAX_CHARACTERS) + ORDER);
        refusedAtOnce("{\"x\":" + "[".repeat(100) + "]".repeat(100) + "," + ORDER.substring(1));
        refusedAtOnce("[".repeat(CommandJson.MAX_CHARACTERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"people\":4|\"people\":{}|people must be a int",
                "\"people\":4|\"people\":4.5|people must be a int",
                "\"people\":4|\"people\":1e99999999|people must be a int",
                "\"people\":4,||people is missing",
                "\"at\":\"2030-03-01T19:30:00\"|\"at\":\"soon\"|at must be a LocalDateTime",
                "\"submission\":\"|\"submission\":\"x|submission must be a UUID",
            })
    void aFieldThatIsNotRightIsNamedAndNeverQuoted(String change) {
        String[] parts = change.split("\\|");

        assertThatThrownBy(() -> CommandJson.read(ORDER.replace(parts[0], parts[1]), PlaceOrder.class))
                .hasMessage(parts[2]);
    }

    @Test
    void aNestedComponentIsRefusedInASentence() {
        Nested nested = new Nested(List.of("a"), SUBMISSION);

        assertThatThrownBy(() -> CommandJson.write(nested)).hasMessageContaining("Nested.names is a List");
        assertThatThrownBy(() -> CommandJson.read("{}", Nested.class)).hasMessageContaining("Nested.names is a List");
    }

    @Test
    void aNumberThatIsAGigabyteOnceWrittenOutIsRefused() {
        String huge = EVERYTHING.replace("3.50", "1e999999999");

        assertThatThrownBy(() -> CommandJson.read(huge, All.class)).hasMessage("price must be a BigDecimal");
    }

    private static void refusedAtOnce(String json) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> CommandJson.read(json, PlaceOrder.class))
                        .isInstanceOf(RuntimeException.class));
    }
}
