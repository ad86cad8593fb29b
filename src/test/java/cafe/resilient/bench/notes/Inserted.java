/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.CommandEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The row of a note that is one. */
@Entity
@Table(schema = "bench", name = "inserted")
public class Inserted extends CommandEntity {

    private String text;
}
