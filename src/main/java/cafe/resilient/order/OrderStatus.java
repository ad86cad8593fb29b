/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Journey;

/** What may be told of an order to whoever knows its number. */
public record OrderStatus(String number, State state, Journey journey) {

    /** Where an order is. */
    public enum State {
        CONFIRMED
    }
}
