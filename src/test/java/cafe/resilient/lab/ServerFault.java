/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.Locale;

/** A fault of a server that runs and answers. */
enum ServerFault {
    /** Demoted in place: connections live on, and whatever writes fails with 25006. */
    READ_ONLY("default_transaction_read_only"),
    /** Whatever adds to a table of the application's fails with 53100: see {@link DiskFull}. */
    DISK_FULL("cafe.disk_full"),
    /** Nobody but a superuser can connect, 53300: see {@link IdleSessions}. */
    FILL_CONNECTIONS(null);

    /** What makes it, turned on in the configuration; null: something else does. */
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
