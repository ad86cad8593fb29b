/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theBaseMovesAllButTheQueue() {
        Ports ports = Ports.from(Map.of("CAFE_LAB_PORT_BASE", "40000"));

        assertThat(ports).isEqualTo(new Ports(40000, 40001, 40002, 40011, 40012, 8801, 8802, 40021, 40022, 40023));
    }

    @Test
    void aVariableThatIsNoPortIsNamed() {
        assertThatThrownBy(() -> Ports.from(Map.of("CAFE_QUEUE_PORT", "eighty")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("CAFE_QUEUE_PORT")
                .hasMessageContaining("eighty");
    }

    @Test
    void aTakenPortIsNamedWithItsVariable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new HeldPort(port, Ports.BASE).close())
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("Port " + port + " is taken")
                    .hasMessageContaining("CAFE_LAB_PORT_BASE");
        }
    }
}
