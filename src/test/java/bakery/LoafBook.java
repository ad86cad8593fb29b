/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Book;
import jakarta.ejb.Stateless;

/** The table of loaves. */
@Stateless
public class LoafBook extends Book<BakeLoaf> {

    public LoafBook() {
        super(BakeLoaf.class, Loaf.class);
    }
}
