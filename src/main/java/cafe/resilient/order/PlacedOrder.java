/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.CommandEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** The row of an order. */
@Entity
@Table(schema = "cafe", name = "ordersraw")
@AttributeOverride(name = "id", column = @Column(name = "ordrid"))
@AttributeOverride(name = "number", column = @Column(name = "ordrdgst"))
public class PlacedOrder extends CommandEntity {

    @Column(name = "ordrname")
    private String name;

    @Column(name = "ordrppl")
    private int people;

    @Column(name = "ordrdttm")
    private LocalDateTime at;

    @Column(name = "ordrtxt")
    private String text;
}
