/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

/** The right to make one attempt in a region. */
public interface Place {

    /** The attempt is over. */
    void leave();
}
