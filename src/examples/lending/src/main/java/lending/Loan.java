/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A copy that is, or was, with a member. */
@Entity
@Table(schema = "lending", name = "loans")
public class Loan {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String copy;
    private int card;
    private boolean returned;

    protected Loan() {}

    Loan(String copy, int card) {
        this.copy = copy;
        this.card = card;
    }
}
