/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Entry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** A loaf in the book. */
@Entity
@Table(schema = "bakery", name = "loaves")
public class Loaf extends Entry {

    private String kind;

    private LocalDate day;

    private int slot;
}
