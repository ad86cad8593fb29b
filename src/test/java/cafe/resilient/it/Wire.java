/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Requests as no library would send them, from any loopback address. */
final class Wire {

    private Wire() {}

    static Socket connect(int port, String from) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
    }

    /** All that comes back until the server hangs up. */
    static String say(int port, String from, String request) throws IOException {
        try (Socket socket = connect(port, from)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
