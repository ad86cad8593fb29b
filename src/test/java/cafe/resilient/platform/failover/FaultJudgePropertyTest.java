/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.failover.FaultJudge.Fault.COMMIT_UNKNOWN;
import static cafe.resilient.platform.failover.FaultJudge.Fault.CONTENT;
import static cafe.resilient.platform.failover.FaultJudge.Fault.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.sql.SqlState;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.transaction.xa.XAException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The judge over trees of exceptions as drivers, pools and containers build them, whatever their depth and order. */
@Label("FaultJudge")
class FaultJudgePropertyTest {

    /** One layer around what was thrown further in. */
    interface Layer extends UnaryOperator<Throwable> {}

    @Property
    void aStoresFaultNeverRefusesTheOrder(
            @ForAll("statesOfStores") String state, @ForAll @Size(max = 6) List<@From("layers") Layer> layers) {
        assertThat(FaultJudge.judge(wrapped(new SQLException("", state), layers)))
                .isEqualTo(STORE);
    }

    @Property
    void whatTheDatabaseRefusesIsNeverTriedElsewhere(
            @ForAll("statesOfContent") String state, @ForAll @Size(max = 6) List<@From("layers") Layer> layers) {
        assertThat(FaultJudge.judge(wrapped(new SQLException("", state), layers)))
                .isEqualTo(CONTENT);
    }

    @Property
    void aFaultWhileCommittingIsUnknownWhateverItsState(
            @ForAll("statesOfStores") String state,
            @ForAll("commits") Layer commit,
            @ForAll @Size(max = 4) List<@From("layers") Layer> inside,
            @ForAll @Size(max = 4) List<@From("layers") Layer> outside) {
        Throwable failure = wrapped(commit.apply(wrapped(new SQLException("", state), inside)), outside);

        assertThat(FaultJudge.judge(failure)).isEqualTo(COMMIT_UNKNOWN);
    }

    @Property
    void aStoresFaultEndsItsConnectionInEveryWrappingOrInNone(
            @ForAll("statesOfStores") String state, @ForAll @Size(max = 6) List<@From("layers") Layer> layers) {
        assertThat(FaultJudge.endsConnection(wrapped(new SQLException("", state), layers)))
                .isEqualTo(SqlState.endsConnection(state));
    }

    private static Throwable wrapped(Throwable fault, List<Layer> layers) {
        for (Layer layer : layers) {
            fault = layer.apply(fault);
        }
        return fault;
    }

    /** What drivers and servers say of themselves; any state of the classes, and the ones we saw in the lab. */
    @Provide
    Arbitrary<String> statesOfStores() {
        return Arbitraries.oneOf(
                ofClasses("08", "57", "58", "53", "XX", "99", "28", "3D").filter(state -> !state.equals("57014")),
                Arbitraries.of("25006", "25P02", "25P03", "25P04", "57P05", "40003"));
    }

    /** What only content can cause. */
    @Provide
    Arbitrary<String> statesOfContent() {
        return Arbitraries.of("22001", "22003", "22008", "22021", "22P02", "23503", "23514");
    }

    private static Arbitrary<String> ofClasses(String... classes) {
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('A', 'Z')
                .ofLength(3);
        return Arbitraries.of(classes).flatMap(start -> rest.map(end -> start + end));
    }

    @Provide
    Arbitrary<Layer> layers() {
        return Arbitraries.of(
                fault -> new PersistenceException(fault),
                fault -> fault instanceof Exception e ? new EJBException(e) : new EJBException(),
                fault -> new EJBTransactionRolledbackException("", fault instanceof Exception e ? e : null),
                fault -> new ResourceException("IJ000453", fault),
                fault -> new SQLException("no state", fault),
                FaultJudgePropertyTest::followed,
                fault -> suppressing(new RuntimeException(), fault),
                fault -> suppressing(new PersistenceException(), fault),
                fault -> new RuntimeException(new IllegalStateException(fault)));
    }

    /** How a transaction manager reports a commit that failed: the cause is only suppressed. */
    @Provide
    Arbitrary<Layer> commits() {
        return Arbitraries.of(
                fault -> suppressing(new HeuristicMixedException(), xa(XAException.XAER_RMFAIL, fault)),
                fault -> suppressing(new RollbackException(), xa(XAException.XA_RBROLLBACK, fault)),
                fault -> suppressing(new RollbackException(), fault));
    }

    private static Throwable followed(Throwable fault) {
        SQLException first = new SQLException("no state");
        if (fault instanceof SQLException next) {
            first.setNextException(next);
        } else {
            first.initCause(fault);
        }
        return first;
    }

    private static Throwable xa(int code, Throwable fault) {
        return new XAException(code).initCause(fault);
    }

    private static Throwable suppressing(Throwable wrapper, Throwable fault) {
        wrapper.addSuppressed(fault);
        return wrapper;
    }
}
