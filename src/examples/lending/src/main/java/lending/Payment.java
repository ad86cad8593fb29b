/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a member paid at once. */
@Entity
@Table(schema = "lending", name = "payments")
public class Payment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int card;
    private int cents;

    protected Payment() {}

    Payment(int card, int cents) {
        this.card = card;
        this.cents = cents;
    }
}
