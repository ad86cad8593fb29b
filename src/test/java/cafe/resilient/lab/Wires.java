/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

/** Both ways of one connection through a relay. */
record Wires(Wire toServer, Wire toClient) {
    static final Wires PLAIN = new Wires(Wire.PLAIN, Wire.PLAIN);
}
