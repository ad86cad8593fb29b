/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.CommandEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** The row of a loaf. */
@Entity
@Table(schema = "bakery", name = "loaves")
public class Loaf extends CommandEntity {

    private String kind;

    private LocalDate day;

    private int slot;
}
