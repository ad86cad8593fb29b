/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Journey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An order in the book. Its content stays in the database: whoever knows the number may only see how it went. */
@Entity
@Table(schema = "cafe", name = "ordersraw")
public class PlacedOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "ordrid")
    private Long id;

    @Column(name = "ordrdgst")
    private String number;

    private UUID submission;

    private String journey;

    protected PlacedOrder() {}

    public String getNumber() {
        return number;
    }

    public boolean isBy(UUID submission) {
        return this.submission.equals(submission);
    }

    public Journey getJourney() {
        return Journey.parse(journey);
    }
}
