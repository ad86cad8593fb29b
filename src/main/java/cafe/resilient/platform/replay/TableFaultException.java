/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/**
 * A table did not take some commands, or a bug kept them from it, though its region's writer is well. Nothing is known to be wrong with
 * what they contain.
 */
class TableFaultException extends Exception {

    private final String region;
    private final long begun;
    private final boolean passes;

    /**
     * @param begun when the attempt began, on the monotonic clock
     * @param passes whether it passes by itself, such as a lock; else the schema must be mended
     */
    TableFaultException(String region, long begun, boolean passes, String evidence, Throwable cause) {
        super(evidence, cause);
        this.region = region;
        this.begun = begun;
        this.passes = passes;
    }

    String region() {
        return region;
    }

    long begun() {
        return begun;
    }

    boolean passes() {
        return passes;
    }
}
