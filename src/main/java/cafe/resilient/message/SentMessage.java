/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.CommandEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** The row of a message. */
@Entity
@Table(schema = "cafe", name = "messages")
public class SentMessage extends CommandEntity {

    private String name;

    private String email;

    private String text;

    private LocalDate day;
}
