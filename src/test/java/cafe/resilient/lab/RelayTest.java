/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private ServerSocket one;
    private ServerSocket other;
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        one = greeter('1');
        other = greeter('2');
        relay = Relay.plain(new HeldPort(Ports.free().west(), "NONE"));
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        one.close();
        other.close();
    }

    /** Greets each connection with its mark, then sends back what it gets. */
    private static ServerSocket greeter(char mark) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, HERE);
        Relay.daemon("greeter", () -> {
                    while (!server.isClosed()) {
                        try {
                            Socket socket = server.accept();
                            socket.getOutputStream().write(mark);
                            Relay.daemon("echo", () -> echo(socket)).start();
                        } catch (IOException closed) {
                            // the test is over
                        }
                    }
                })
                .start();
        return server;
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException cut) {
            // as the test wanted
        }
    }

    private Socket connect() throws IOException {
        return new Socket(HERE, relay.port());
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        relay.leadTo(one.getLocalPort());

        try (Socket socket = connect()) {
            socket.getOutputStream().write("hello".getBytes());
            assertThat(new String(socket.getInputStream().readNBytes(6))).isEqualTo("1hello");
        }
    }

    @Test
    void refusesUntilItLeadsSomewhereAndAgainAfterwards() throws IOException {
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        relay.leadTo(one.getLocalPort());
        connect().close();
        relay.refuse();

        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void aMoveCutsTheOldConnectionsAndLeadsNewOnesToTheNewServer() throws IOException {
        relay.leadTo(one.getLocalPort());
        try (Socket old = connect()) {
            assertThat(old.getInputStream().read()).isEqualTo('1');

            relay.leadTo(other.getLocalPort());

            assertThatThrownBy(() -> old.getInputStream().read()).isInstanceOf(SocketException.class);
            try (Socket fresh = connect()) {
                assertThat(fresh.getInputStream().read()).isEqualTo('2');
            }
        }
    }

    @Test
    void leadingWhereItLeadsAlreadyCutsNobody() throws IOException {
        relay.leadTo(one.getLocalPort());
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo('1');

            relay.leadTo(one.getLocalPort());

            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void aServersEndReachesTheClient() throws IOException {
        relay.leadTo(one.getLocalPort());

        try (Socket socket = connect()) {
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(1);
        }
    }
}
