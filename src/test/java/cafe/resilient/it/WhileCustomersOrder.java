/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import org.junit.jupiter.api.AfterEach;

/** What becomes of customers who order without a pause while something happens to the databases. */
abstract class WhileCustomersOrder {

    static final int PER_SECOND = 10;

    final Lab lab = Cafe.lab();
    final Book book = Cafe.book();

    /** What is done to the databases while customers order. */
    interface Fault {
        void happen();
    }

    /** What must be true of the customers afterwards. */
    private interface Check {
        void of(Customers customers) throws Exception;
    }

    @AfterEach
    void heal() {
        lab.healNetwork();
        if (lab.status().stream().anyMatch(line -> line.contains(" frozen "))) {
            lab.thaw();
        }
        lab.restore("west");
    }

    void everybodyIsTakenDuring(Fault fault) throws Exception {
        customersOrderDuring(fault, customers -> customers.requireAllTaken(book));
    }

    void everybodyIsConfirmedDuring(Fault fault) throws Exception {
        customersOrderDuring(fault, customers -> {
            customers.requireAllConfirmed(book);
            assertThat(lab.network("west").words())
                    .as("traps that hit no order")
                    .isEmpty();
        });
    }

    /** So many are answered before something happens. */
    int ordersBefore() {
        return PER_SECOND;
    }

    private void customersOrderDuring(Fault fault, Check check) throws Exception {
        try (Customers customers = new Customers(Cafe.site(), PER_SECOND)) {
            customers.awaitAnswers(ordersBefore());

            fault.happen();

            customers.awaitAnswers(2 * PER_SECOND);
            check.of(customers);
        }
    }
}
