/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.CommandRepository;
import jakarta.ejb.Stateless;

/** Notes that are rows. */
@Stateless
public class Inserts extends CommandRepository<Insert> {

    public Inserts() {
        super(Insert.class, Inserted.class);
    }
}
