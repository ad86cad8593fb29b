/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One connection through a relay: a socket to the client, one to the server, and a pump for each way. */
final class Link {
    private static final int CONNECT_MILLIS = 2000;
    private static final int BUFFER = 1 << 15;

    private final Socket client;
    private final Socket server = new Socket();

    Link(Socket client) {
        this.client = client;
    }

    /** Connects to the server and carries bytes both ways until either side ends or somebody cuts. */
    void run(int serverPort) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), CONNECT_MILLIS);
            Relay.daemon("relay-answers", () -> pump(server, client)).start();
            pump(client, server);
        } catch (IOException refused) {
            // nobody there: the client is reset by the caller's cut
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                out.write(buffer, 0, length);
            }
            end();
        } catch (IOException broken) {
            cut();
        }
    }

    /** The orderly end: one side has closed, the other is told so, after all that was on its way. */
    private void end() {
        close(client);
        close(server);
    }

    /** Resets both sides; what was on its way is lost. */
    void cut() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // then there is nothing to reset
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
