/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** F22: faults drawn from a seed overlap each other, and every promise is kept. Longer ones: scripts/chaos. */
class ChaosIT {

    private static final Path FOLDER = Path.of("target/chaos").toAbsolutePath();
    private static final int SEED = 1;

    @Test
    void everyPromiseIsKeptUnderRandomFaultsF22() throws Exception {
        Duration time = Duration.ofSeconds(60);

        try (Stage stage = Stage.open(FOLDER.resolve("it-stage"))) {
            Verdict verdict =
                    new Run(stage, FOLDER.resolve("it"), SEED).make(Schedule.draw(SEED, time), Run.WARM_UP, time, 20);

            assertThat(verdict.isGreen()).as(verdict.text()).isTrue();
        }
    }
}
