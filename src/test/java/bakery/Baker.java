/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Receipt;
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
    private LoafBook book;

    public Receipt bake(BakeLoaf loaf) {
        return book.enter(loaf);
    }

    @Resilient(idempotent = true)
    public Optional<Status> status(String number) {
        return book.status(number);
    }
}
