/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueRegionTest {

    @Test
    void isAnAwsRegionWithOrWithoutAnAddress() {
        assertThat(QueueRegion.parse(" eu-central-1 ")).isEqualTo(new QueueRegion("eu-central-1", null));
        assertThat(QueueRegion.parse("eu-west-1=http://127.0.0.1:8801"))
                .isEqualTo(new QueueRegion("eu-west-1", URI.create("http://127.0.0.1:8801")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=http://127.0.0.1:1", "EU 1", "eu=127.0.0.1:8801", "eu=", "eu=ftp://a/", "eu=http:///x"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> QueueRegion.parse(text));
    }
}
