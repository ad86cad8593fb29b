/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** The row of a command that was taken. Its number is unique; its submission tells by whom it was entered. */
@MappedSuperclass
public abstract class CommandEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String number;

    private UUID submission;

    /** As JSON text, see {@link Journey#toJson()}. */
    private String journey;
}
