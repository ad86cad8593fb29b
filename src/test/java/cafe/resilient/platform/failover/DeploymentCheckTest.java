/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.CommandLog;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedBy;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.region.RegionConnections;
import cafe.resilient.platform.region.RegionOfAttempt;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeploymentCheckTest {

    public record Lend(UUID submission) implements Command {}

    public record Paint(UUID submission, Object color) implements Command {}

    record Hide(UUID submission) implements Command {}

    public record Loan(List<String> copies) {}

    static class Other {
        public record Lend(UUID submission) implements Command {}
    }

    abstract static class Log extends CommandLog {}

    /** Does nothing. */
    abstract static class Handler<C extends Command> extends CommandHandler<C> {
        Handler(Class<C> command) {
            super(command, Log.class);
        }

        @Override
        protected Record handle(C command) {
            return null;
        }
    }

    static class Lending extends Handler<Lend> {
        Lending() {
            super(Lend.class);
        }
    }

    static class OtherLending extends Handler<Other.Lend> {
        OtherLending() {
            super(Other.Lend.class);
        }
    }

    static class LendingOfMany extends CommandHandler<Lend> {
        LendingOfMany() {
            super(Lend.class, Log.class);
        }

        @Override
        protected Loan handle(Lend command) {
            return null;
        }
    }

    record Secret(String copy) {}

    static class LendingInSecret extends CommandHandler<Lend> {
        LendingInSecret() {
            super(Lend.class, Log.class);
        }

        @Override
        protected Secret handle(Lend command) {
            return null;
        }
    }

    @RefusedBy(constraint = "one_loan", message = "It is lent")
    @RefusedBy(constraint = "one_loan", message = "Somebody has it")
    static class LendingTwiceRefused extends Handler<Lend> {
        LendingTwiceRefused() {
            super(Lend.class);
        }
    }

    static class Painting extends Handler<Paint> {
        Painting() {
            super(Paint.class);
        }
    }

    static class Hiding extends Handler<Hide> {
        Hiding() {
            super(Hide.class);
        }
    }

    @Resilient
    static class Service {
        public Receipt lend(Lend lend) {
            return null;
        }

        public String title(String number) {
            return number;
        }
    }

    @Resilient
    static class Doubtful {
        public boolean mayLend(Lend lend) {
            return true;
        }
    }

    @Resilient
    @Stateless
    static class Within {
        public String title(String number) {
            return number;
        }
    }

    @Resilient
    @Stateless
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    static class Outside {
        public String title(String number) {
            return number;
        }
    }

    static class WithinCdi {
        @Resilient
        @Transactional
        public String title(String number) {
            return number;
        }
    }

    @Test
    void aCommandThatNoRepositoryEntersIsRefused() {
        refused("Service.lend takes Lend, which no repository enters", Service.class, OtherLending.class);
    }

    @Test
    void aMethodThatCannotReturnAReceiptIsRefused() {
        refused("Doubtful.mayLend takes Lend, so it must return Receipt, not boolean", Doubtful.class, Lending.class);
    }

    @Test
    void aCommandThatTheQueueCannotKeepIsRefused() {
        refused("Paint.color is a Object", Painting.class);
        refused("Hide must be a public record", Hiding.class);
    }

    @Test
    void aResultThatTheLogCannotKeepIsRefused() {
        refused("Loan.copies is a List", LendingOfMany.class);
    }

    @Test
    void twoCommandsOfOneNameAreRefused() {
        refused("Lend have one simple name", Lending.class, OtherLending.class);
    }

    @Test
    void twoHandlersOfOneCommandAreRefused() {
        refused("or two repositories", Lending.class, LendingOfMany.class);
    }

    @Test
    void twoSentencesForOneConstraintAreRefused() {
        refused("two @RefusedBy of one constraint", LendingTwiceRefused.class);
    }

    @Test
    void aResultThatNobodyMayReadIsRefused() {
        refused("Secret must be a public record", LendingInSecret.class);
    }

    @Test
    void aServiceWithinATransactionIsRefused() {
        refused("Within.title is @Resilient within a transaction", Within.class);
        refused("WithinCdi.title is @Resilient within a transaction", WithinCdi.class);
    }

    @Test
    void aPersistenceUnitOfOneDatabaseIsRefused() {
        Map<String, Object> right = Map.of(
                "hibernate.multi_tenant_connection_provider", RegionConnections.class.getName(),
                "hibernate.tenant_identifier_resolver", RegionOfAttempt.class.getName());
        assertThatCode(() -> DeploymentCheck.checkUnit(right)).doesNotThrowAnyException();

        right.keySet().forEach(property -> {
            Map<String, Object> wrong = new HashMap<>(right);
            wrong.remove(property);
            assertThatThrownBy(() -> DeploymentCheck.checkUnit(wrong)).hasMessageContaining(property);
        });
    }

    @Test
    void allElseMayBeDeployed() {
        assertThatCode(() -> DeploymentCheck.check(List.of(Service.class, Lending.class, Outside.class, String.class)))
                .doesNotThrowAnyException();
    }

    private static void refused(String sentence, Class<?>... beans) {
        assertThatThrownBy(() -> DeploymentCheck.check(List.of(beans))).hasMessageContaining(sentence);
    }
}
