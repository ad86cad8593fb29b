/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A port of the lab's that refuses connections while nobody listens on it, and is nobody else's. Bound but not
 * listening: the listener joins it by SO_REUSEADDR, but the kernel no longer hands the port out as the local end of
 * some connection. A client that retries a closed port long enough would else end up connected to itself, and the
 * listener could not come back.
 */
final class HeldPort implements AutoCloseable {
    /** How long the kernel remembers a connection, which may have been given this very number at random. */
    private static final Duration MEMORY = Duration.ofSeconds(65);

    final int number;
    private Socket holder;

    /**
     * Waits for a connection that is only remembered, not for somebody who listens.
     *
     * @param variable what to set for another port, for the sentence
     * @throws LabException when somebody has it
     */
    HeldPort(int number, String variable) {
        this.number = number;
        if (!bound() && (listened() || !Await.within(MEMORY, this::bound))) {
            throw new LabException(
                    "Port " + number + " is taken: stop what uses it, or choose another by " + variable + ".");
        }
    }

    private boolean bound() {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address());
            holder = socket;
            return true;
        } catch (IOException taken) {
            close(socket);
            return false;
        }
    }

    private boolean listened() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    @Override
    public void close() {
        close(holder);
    }
}
