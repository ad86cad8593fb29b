/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check that cannot fail is worthless: without any one mechanism, faults that were survived with it are not. */
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlsIT {

    private static final Path FOLDER = Path.of("target/chaos").toAbsolutePath();
    private static final int PER_SECOND = 10;

    private static Stage stage;
    private static int runs;

    @BeforeAll
    static void open() {
        stage = Stage.ofControls(FOLDER.resolve("controls-stage"));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    /** First, as one of the controls leaves its database without a unique key. */
    @Test
    @Order(1)
    void withEveryMechanismTheFaultsOfAllControlsAreSurvived() throws Exception {
        for (Mechanism mechanism : EnumSet.allOf(Mechanism.class)) {
            Duration warmUp = mechanism.ordinal() == 0 ? Duration.ofSeconds(5) : Duration.ZERO;

            Verdict verdict = run("with-" + mechanism.title(), mechanism.schedule, warmUp);

            assertThat(verdict.isGreen()).as(mechanism + "\n" + verdict.text()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void withoutOneTheyAreNot(Mechanism mechanism) throws Exception {
        mechanism.off(stage);

        Verdict verdict = run("without-" + mechanism.title(), mechanism.schedule, Duration.ZERO);

        assertThat(verdict.count(mechanism.breach))
                .as(mechanism + "\n" + verdict.text())
                .isPositive();
    }

    private static Verdict run(String name, List<Fault> schedule, Duration warmUp) throws Exception {
        return new Run(stage, FOLDER.resolve(name), ++runs).make(schedule, warmUp, Duration.ZERO, PER_SECOND);
    }
}
