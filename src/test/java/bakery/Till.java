/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Resilient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Takes money: calls of which the platform knows nothing, as they carry no command. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Till {

    @EJB
    private Ledger ledger;

    public void pay(int cents) {
        ledger.add(cents);
    }

    @Resilient(idempotent = true)
    public long balance() {
        return ledger.balance();
    }

    @Resilient(idempotent = true)
    public void audit(int seconds) {
        ledger.audit(seconds);
    }

    @Resilient(idempotent = true)
    public long guess() {
        return ledger.guess();
    }
}
