/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

/** A direction through a relay. */
public enum Way {
    TO_SERVER,
    TO_CLIENT
}
