/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the lab's that refuses connections while nobody listens on it, and is nobody else's. Bound but not
 * listening: the listener joins it by SO_REUSEADDR, but the kernel no longer hands the port out as the local end of
 * some connection. A client that retries a closed port long enough would else end up connected to itself, and the
 * listener could not come back.
 */
final class HeldPort implements AutoCloseable {
    final int number;
    private final Socket holder = new Socket();

    /**
     * @param variable what to set for another port, for the sentence
     * @throws LabException when somebody has it
     */
    HeldPort(int number, String variable) {
        this.number = number;
        try {
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        } catch (IOException taken) {
            close();
            throw new LabException(
                    "Port " + number + " is taken: stop what uses it, or choose another by " + variable + ".", taken);
        }
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
