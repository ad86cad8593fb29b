/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.failover.FaultJudge.Fault.BUG;
import static cafe.resilient.platform.failover.FaultJudge.Fault.COMMIT_UNKNOWN;
import static cafe.resilient.platform.failover.FaultJudge.Fault.CONTENT;
import static cafe.resilient.platform.failover.FaultJudge.Fault.PASSES;
import static cafe.resilient.platform.failover.FaultJudge.Fault.REFUSED;
import static cafe.resilient.platform.failover.FaultJudge.Fault.SCHEMA;
import static cafe.resilient.platform.failover.FaultJudge.Fault.STORE;
import static cafe.resilient.platform.failover.FaultJudge.Fault.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.ConnectionDestroyedException;
import cafe.resilient.platform.RefusedException;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Exceptions as the container builds them around what the driver throws. */
class FaultJudgeTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "58030", "25006", "25P03"})
    void aConnectionOrServerThatFailsIsTheStoresFault(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(STORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53300", "28P01", "3D000"})
    void aStoreThatIsFullOrClosedIsTheStoresFault(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(STORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "0A000"})
    void whatAServerThatIsWellSaysForNowPasses(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(PASSES);
        assertThat(FaultJudge.judge(inCommit(state))).as("it has rolled back").isEqualTo(PASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23P01"})
    void whatMustBeUniqueAndIsThereIsTaken(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(TAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22008", "22021", "23001", "23503", "23514"})
    void contentTheDatabaseRefusesIsTheContentsFault(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(CONTENT);
    }

    public static class CardUnknown extends RefusedException {
        CardUnknown() {
            super("Nobody has this card");
        }
    }

    @ApplicationException(inherited = false)
    static class Strict extends RuntimeException {}

    static class NotStrict extends Strict {}

    @Test
    void anExceptionThatDerivesFromOneOfTheApplicationIsOneUnlessThatSaysNo() {
        assertThat(FaultJudge.judge(new CardUnknown())).isEqualTo(REFUSED);
        assertThat(FaultJudge.judge(new Strict())).isEqualTo(REFUSED);
        assertThat(FaultJudge.judge(new NotStrict())).isEqualTo(BUG);
    }

    @Test
    void aRowThatAnotherChangedMeanwhileIsTriedAgain() {
        assertThat(FaultJudge.judge(new EJBException(new OptimisticLockException())))
                .isEqualTo(PASSES);
    }

    @Test
    void aPoolWithoutConnectionIsTheStoresFaultThoughItHasNoSqlState() {
        assertThat(FaultJudge.judge(inBody(new SQLException("IJ031084", new jakarta.resource.ResourceException()))))
                .isEqualTo(STORE);
    }

    @Test
    void onlyAFaultThatEndsItsConnectionFlushesThePoolAndNeverAPoolThatIsFull() {
        assertThat(FaultJudge.endsConnection(inBody(sql("08006")))).isTrue();
        assertThat(FaultJudge.endsConnection(inBody(sql("55P03")))).isFalse();
        assertThat(FaultJudge.endsConnection(inBody(new SQLException("IJ000655"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "P0001", "44000", "54000", "23502", "2200H", "42501"})
    void whatNobodyExpectedOfTheDatabaseIsItsSchemas(String state) {
        assertThat(FaultJudge.judge(inBody(sql(state)))).isEqualTo(SCHEMA);
    }

    @Test
    void whatTheApplicationItselfSaysIsItsOwn() {
        assertThat(FaultJudge.judge(new RefusedException("There is no copy left")))
                .isEqualTo(REFUSED);
        assertThat(FaultJudge.judge(new Exception("checked"))).isEqualTo(REFUSED);
        assertThat(FaultJudge.judge(new EJBException(new Exception("checked")))).isEqualTo(BUG);
    }

    @Test
    void anExceptionThatHasNothingToDoWithAStoreIsOurs() {
        assertThat(FaultJudge.judge(new EJBException(new NullPointerException())))
                .isEqualTo(BUG);
    }

    @Test
    void aLostCommitReplyIsUnknownThoughItsSqlExceptionIsOnlySuppressed() {
        HeuristicMixedException heuristic = new HeuristicMixedException();
        heuristic.addSuppressed(xa(XAException.XAER_RMFAIL, sql("08006")));

        assertThat(FaultJudge.judge(new EJBException(heuristic))).isEqualTo(COMMIT_UNKNOWN);
    }

    @Test
    void aCommitReportedAsRolledBackIsUnknown() {
        RollbackException rollback = new RollbackException();
        rollback.addSuppressed(xa(XAException.XA_RBROLLBACK, sql("57P01")));

        assertThat(FaultJudge.judge(new EJBTransactionRolledbackException("", rollback)))
                .isEqualTo(COMMIT_UNKNOWN);
    }

    /** A rule of the schema that is deferred: it speaks at COMMIT, and what it refuses is rolled back for certain. */
    @Test
    void aCommitThatTheDatabaseRefusesIsNotUnknown() {
        assertThat(FaultJudge.judge(inCommit("23514"))).isEqualTo(CONTENT);
        assertThat(FaultJudge.judge(inCommit("P0001"))).isEqualTo(SCHEMA);
        assertThat(FaultJudge.judge(inCommit("23505"))).isEqualTo(TAKEN);
    }

    private static EJBException inCommit(String state) {
        RollbackException rollback = new RollbackException();
        rollback.addSuppressed(xa(XAException.XA_RBROLLBACK, sql(state)));
        return new EJBTransactionRolledbackException("", rollback);
    }

    @Test
    void aCommitOnAConnectionThatWasDestroyedIsUnknownAndFlushesNoPool() {
        SQLException destroyed = new ConnectionDestroyedException("west");

        assertThat(FaultJudge.judge(destroyed)).isEqualTo(COMMIT_UNKNOWN);
        assertThat(FaultJudge.endsConnection(destroyed)).isFalse();
    }

    @Test
    void theStateOfANextExceptionCounts() {
        SQLException first = new SQLException("no state");
        first.setNextException(sql("22001"));

        assertThat(FaultJudge.judge(inBody(first))).isEqualTo(CONTENT);
    }

    @Test
    void exceptionsThatReferToEachOtherAreLookedAtOnce() {
        SQLException one = sql("08006");
        one.addSuppressed(new IllegalStateException(one));

        assertThat(FaultJudge.judge(one)).isEqualTo(STORE);
    }

    @Test
    void theEvidenceNamesStatesAndTypesButNoMessageText() {
        assertThat(FaultJudge.evidence(inBody(sql("08006"))))
                .isEqualTo("EJBTransactionRolledbackException PersistenceException SQLState 08006");
    }

    private static EJBException inBody(SQLException fault) {
        return new EJBTransactionRolledbackException("", new PersistenceException(fault));
    }

    private static SQLException sql(String state) {
        return new PSQLException("Zo\u00eb", PSQLState.UNKNOWN_STATE) {
            @Override
            public String getSQLState() {
                return state;
            }
        };
    }

    private static XAException xa(int code, SQLException fault) {
        XAException e = new XAException(code);
        e.initCause(fault);
        return e;
    }
}
