/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The row of a member. */
@Entity
@Table(schema = "lending", name = "members")
public class Member extends CommandEntity {

    private int card;

    private String name;

    /** In cents, all that was ever paid. */
    private long fees;
}
