/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.Locale;

/** A fault of a server that a setting of its configuration makes. */
enum ServerFault {
    /** Demoted in place: connections live on, and whatever writes fails with 25006. */
    READ_ONLY("default_transaction_read_only"),
    /** Whatever adds to a table of the application's fails with 53100: see {@link DiskFull}. */
    DISK_FULL("cafe.disk_full");

    final String setting;

    ServerFault(String setting) {
        this.setting = setting;
    }

    /** As the drill is called. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
