/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.platform.admin.Arguments;
import java.util.concurrent.Callable;

/** Something scripts/bench measures. Another one is a class and a line in {@link Main}. */
public interface Benchmark {

    /** What it measures, in a line; then its options, a line each. */
    String help();

    /**
     * Takes its options, and starts nothing yet. The measurement answers its report, or throws if what it measured was not
     * right: figures of wrong answers are worth nothing.
     *
     * @throws cafe.resilient.lab.LabException naming an option that is wrong
     */
    Callable<Report> with(Arguments options);
}
