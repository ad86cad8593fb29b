/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The least, the middle and the greatest of some figures; all NaN if there are none. */
public record Spread(double min, double median, double max) {

    public static Spread of(Collection<? extends Number> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        int n = sorted.length;
        return n == 0
                ? new Spread(Double.NaN, Double.NaN, Double.NaN)
                : new Spread(sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]);
    }

    /** The figure that so much of all (0.99) do not exceed. Sorts them. */
    static double percentile(long[] figures, double share) {
        Arrays.sort(figures);
        return figures.length == 0 ? Double.NaN : figures[(int) Math.ceil(share * figures.length) - 1];
    }

    /** Of one figure of each. */
    public static <T> Spread of(Collection<T> all, ToDoubleFunction<? super T> figure) {
        return of(all.stream().mapToDouble(figure).boxed().toList());
    }

    /** As "1 / 2 / 3". @param format of one figure */
    public String text(String format) {
        String one = format + " / ";
        return String.format(Locale.ROOT, one + one + format, min, median, max);
    }
}
