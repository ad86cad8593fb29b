/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ShopOrderTest {

    private static final String JSON =
            "{\"name\":\"Ada\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"text\":\"by the window\"}";

    @Test
    void readsWhatTheCafeReads() {
        assertThat(ShopOrder.read(JSON))
                .isEqualTo(new ShopOrder("Ada", 2, LocalDateTime.parse("2030-03-01T19:30"), "by the window"));
    }

    @Test
    void theSameContentHasTheSameNumber() {
        String number = ShopOrder.read(JSON).number();

        assertThat(number)
                .matches("[0-9a-f]{20}")
                .isEqualTo(ShopOrder.read(JSON).number());
        assertThat(ShopOrder.read(JSON.replace("Ada", "Bob")).number()).isNotEqualTo(number);
    }
}
