/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;

/** What the library does for its members. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LendingService {

    @EJB
    private MemberRepository members;

    @EJB
    private LendCopyHandler lending;

    @EJB
    private ReturnCopyHandler returning;

    @EJB
    private PayFeeHandler paying;

    @EJB
    private Accounts accounts;

    /** @throws RefusedException if another member has the card */
    public Receipt register(RegisterMember member) {
        return members.enter(member);
    }

    /** @throws RefusedException if the copy is lent, or nobody has the card */
    public Receipt lend(LendCopy copy) {
        return lending.enter(copy);
    }

    /** @throws RefusedException if the copy is not lent */
    public Receipt giveBack(ReturnCopy copy) {
        return returning.enter(copy);
    }

    /** @return with {@link Paid} @throws RefusedException if nobody has the card */
    public Receipt pay(PayFee fee) {
        return paying.enter(fee);
    }

    /** The copies that are with this member. */
    @Resilient(idempotent = true)
    public List<String> copies(int card) {
        return accounts.copies(card);
    }
}
