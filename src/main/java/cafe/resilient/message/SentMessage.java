/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.Entry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** A message in the book. */
@Entity
@Table(schema = "cafe", name = "messages")
public class SentMessage extends Entry {

    private String name;

    private String email;

    private String text;

    private LocalDate day;
}
