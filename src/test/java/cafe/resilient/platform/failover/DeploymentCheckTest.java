/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.Receipt;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeploymentCheckTest {

    record Lend(UUID submission) implements Command {}

    record Paint(UUID submission, Object color) implements Command {}

    interface LendingService {
        Receipt lend(Lend lend);

        Receipt paint(Paint paint);

        boolean mayLend(Lend lend);

        String title(String number);
    }

    @Test
    void aCommandThatNoBookEntersIsRefused() {
        assertThatThrownBy(() -> DeploymentCheck.check(method("lend"), Set.of("PlaceOrder")))
                .hasMessageContaining("LendingService.lend takes Lend, which no repository enters");
    }

    @Test
    void aMethodThatCannotReturnAReceiptIsRefused() {
        assertThatThrownBy(() -> DeploymentCheck.check(method("mayLend"), Set.of("Lend")))
                .hasMessageContaining("LendingService.mayLend takes Lend, so it must return Receipt, not boolean");
    }

    @Test
    void aCommandThatTheQueueCannotKeepIsRefused() {
        assertThatThrownBy(() -> DeploymentCheck.check(method("paint"), Set.of("Paint")))
                .hasMessageContaining("Paint.color is a Object: a command's components are");
    }

    @Test
    void allElseMayBeDeployed() {
        assertThatCode(() -> DeploymentCheck.check(method("lend"), Set.of("Lend")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DeploymentCheck.check(method("title"), Set.of())).doesNotThrowAnyException();
    }

    private static Method method(String name) {
        return Arrays.stream(LendingService.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
