/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.Status;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/** Takes what is to be baked. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Baker {

    @EJB
    private LoafRepository repository;

    /** @throws RefusedException by a rule of the bakery's own */
    public Receipt bake(BakeLoaf loaf) {
        if (loaf.kind().startsWith("stone")) {
            throw new RefusedException("We bake no stones");
        }
        return repository.enter(loaf);
    }

    @Resilient(idempotent = true)
    public Optional<Status> status(String number) {
        return repository.status(number);
    }
}
