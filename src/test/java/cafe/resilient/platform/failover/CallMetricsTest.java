/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.report.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call is counted once, by what its caller is told. */
class CallMetricsTest {

    private final Engine engine = new Engine();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallMetrics calls = new CallMetrics();

    CallMetricsTest() {
        calls.metrics = new Metrics(registry);
    }

    private record Told(Exception fault, String outcome, int lost) {}

    static List<Told> faults() {
        return List.of(
                new Told(NotTakenException.notTaken("", null), "not_taken", 1),
                new Told(NotTakenException.unknown("", null), "unknown", 1),
                new Told(new RefusedException("It is full"), "refused", 0),
                new Told(new IllegalStateException(), "failed", 1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsCountedByItsKindAndPassedOn(Told told) {
        Throwable thrown = catchThrowable(() -> call("order", () -> {
            throw told.fault;
        }));

        assertThat(thrown).isSameAs(told.fault);
        assertThat(counted("Order", told.outcome)).isEqualTo(1);
        assertThat(lost()).isEqualTo(told.lost);
    }

    /** Its caller has nothing that could be lost. */
    @Test
    void aQuestionIsNeverLost() {
        catchThrowable(() -> call("ask", () -> {
            throw NotTakenException.notTaken("", null);
        }));

        assertThat(counted("ask", "not_taken")).isEqualTo(1);
        assertThat(lost()).isZero();
    }

    private double lost() {
        return registry.get("resilient.calls.lost").counter().count();
    }

    @Test
    void aReceiptIsCountedByItsOutcomeAndAQuestionByItsMethod() throws Exception {
        call("order", () -> new Receipt("1", Outcome.QUEUED, null, null, null));
        call("ask", () -> "an answer");

        assertThat(counted("Order", "queued")).isEqualTo(1);
        assertThat(counted("ask", "answered")).isEqualTo(1);
    }

    private void call(String method, Callable<Object> answer) throws Exception {
        Object[] parameters = method.equals("order") ? new Object[] {Engine.order()} : new Object[0];
        calls.call(engine.context(method, answer, parameters));
    }

    private long counted(String type, String outcome) {
        Timer timer = registry.find("resilient.calls")
                .tags("type", type, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
