/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.CommandRepository;
import jakarta.ejb.Stateless;

/** The table of loaves. */
@Stateless
public class LoafRepository extends CommandRepository<BakeLoaf> {

    public LoafRepository() {
        super(BakeLoaf.class, Loaf.class);
    }
}
