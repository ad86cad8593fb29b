/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts are this machine's own, whatever is set. */
class HostFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void ofThisMachine(String host) {
        assertThat(HostFilter.isOfThisMachine(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "elsewhere.example",
                "localhost.elsewhere.example",
                "127.0.0.1.elsewhere.example",
                "203.0.113.7",
                "999.0.0.1",
                "[2001:db8::1]",
                "::::",
                "127.1",
                "2130706433",
                "localhost:80:80",
                "dead.beef"
            })
    void ofNobodyWeKnow(String host) {
        assertThat(HostFilter.isOfThisMachine(host)).isFalse();
    }
}
