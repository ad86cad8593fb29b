/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Gives the lab the names of a cluster: its nodes differ by their ports, those of a cluster by their hosts, all with the
 * same port. The file of {@link Names} makes a loopback address of each name, and this leads from the address to the lab's
 * endpoint. No relay more than the others have lies between.
 */
public final class NamedSockets extends SocketFactory {

    private static final List<Integer> INSTANCES = List.of(
            Integer.getInteger("names.west-a"), Integer.getInteger("names.west-b"), Integer.getInteger("names.east-a"));

    private static final Path CLUSTER = Path.of(System.getProperty("names.cluster"));

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress name, int millis) throws IOException {
                super.connect(endpoint((InetSocketAddress) name), millis);
            }
        };
    }

    private static InetSocketAddress endpoint(InetSocketAddress name) throws IOException {
        int instance = name.getAddress().getAddress()[3] - Names.CLUSTER_ADDRESS - 1;
        int port = instance < 0 ? Integer.parseInt(Files.readString(CLUSTER).strip()) : INSTANCES.get(instance);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
