/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAddressTest {
    @Test
    void aListKeepsItsOrderAndItsEndpoints() {
        String list = "eu-west-1=http://127.0.0.1:8802,local=http://localhost:1,eu-central-1";

        assertThat(QueueAddress.list(list))
                .hasToString("[eu-west-1=http://127.0.0.1:8802, local=http://localhost:1, eu-central-1]");
        assertThat(QueueAddress.list(list)).extracting(QueueAddress::here).containsExactly(true, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "eu-central-1,", "EU", "eu-central-1=8801", "eu-central-1 eu-west-1", "eu-west-1,eu-west-1"})
    void whatIsNoListIsSaidSo(String text) {
        assertThatThrownBy(() -> QueueAddress.list(text)).isInstanceOf(AdminException.class);
    }
}
