/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What handlers keep. */
@Entity
@Table(schema = "bench", name = "notes")
public class Note {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String text;

    protected Note() {}

    Note(String text) {
        this.text = text;
    }
}
