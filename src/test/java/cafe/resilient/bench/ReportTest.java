/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.LabException;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final Report report = new Report(
            "**Peace**, a title",
            List.of(new Table(List.of("what", "ms"), List.of(List.of("p50", "1.5"), List.of("orders/s", "9")))),
            List.of("a note"),
            "a machine",
            JsonValue.EMPTY_JSON_OBJECT);

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws Exception {
        report.writeTo(folder.resolve("peace.json"));

        assertThat(Report.all(folder)).containsExactly(report);
    }

    @Test
    void aTableIsAlignedOnATerminal() {
        assertThat(report.tables().get(0).text()).isEqualTo("what      ms\np50       1.5\norders/s  9\n");
    }

    @Test
    void figuresReplaceThoseOfTheSameNameAndNothingElse(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("figures.md");
        Files.writeString(
                page,
                "before\n" + FiguresPage.BEGIN + "\n**Peace**, old\n\n**Start**, kept\n\n- **all** of it\n"
                        + FiguresPage.END + "after\n");

        FiguresPage.write(page, List.of(report));
        FiguresPage.write(page, List.of(report));

        assertThat(Files.readString(page))
                .isEqualTo("before\n" + FiguresPage.BEGIN
                        + "\n**Peace**, a title\n\n| what | ms |\n|---|---|\n| p50 | 1.5 |\n"
                        + "| orders/s | 9 |\n\n- a note\n\na machine\n\n**Start**, kept\n\n- **all** of it\n\n"
                        + FiguresPage.END + "after\n");
    }

    @Test
    void aPageWithoutMarkersIsLeftAlone() {
        assertThatThrownBy(() -> FiguresPage.with("no markers", List.of(report)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no place");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4, 1, 3, 2))).isEqualTo(new Spread(1, 2.5, 4));
        assertThat(Spread.percentile(new long[] {3, 1, 2, 4}, 0.5)).isEqualTo(2);
        assertThat(Spread.percentile(new long[] {3, 1, 2, 4}, 0.99)).isEqualTo(4);
    }
}
