/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

/** A promise that was not kept. */
enum Breach {
    LOST("acknowledged, but there is no row"),
    DOUBLED("two rows of one command"),
    UNEXPECTED("a row that nobody sent, or with another content than was sent"),
    FALSELY_REFUSED("good content refused, or not taken though a store was there all the time"),
    WRONGLY_TOLD("an answer that no order of events explains"),
    TOO_LATE("answered after the deadline, or not at all by a server that was there"),
    QUEUED_EARLY("queued though the outage was not so long yet, and there was room to wait"),
    KEPT_WAITING("waited although nothing was wrong any more"),
    NEVER_SETTLED("still in the queue"),
    SET_ASIDE("a good command set aside, or poison that was not");

    final String meaning;

    Breach(String meaning) {
        this.meaning = meaning;
    }

    /** As people read it. */
    String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
