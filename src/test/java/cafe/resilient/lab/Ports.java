/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The lab's ports: of the three nodes, of the two regions' endpoints, of the queue in two regions, and of the endpoints
 * that lead to one node each.
 */
public record Ports(
        int westA,
        int westB,
        int eastA,
        int west,
        int east,
        int queueWest,
        int queueEast,
        int toWestA,
        int toWestB,
        int toEastA) {
    static final String BASE = "CAFE_LAB_PORT_BASE";
    static final String QUEUE = "CAFE_QUEUE_PORT";

    /** @throws LabException when a variable is no port */
    static Ports from(Map<String, String> environment) {
        int base = port(environment, BASE, 54310);
        int queue = port(environment, QUEUE, 8801);
        return new Ports(
                base, base + 1, base + 2, base + 11, base + 12, queue, queue + 1, base + 21, base + 22, base + 23);
    }

    private static int port(Map<String, String> environment, String variable, int byDefault) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return byDefault;
        }
        int port = value.strip().matches("[0-9]{1,5}") ? Integer.parseInt(value.strip()) : 0;
        if (port < 1024 || port > 65_500) {
            throw new LabException(variable + " is '" + value + "': give a port from 1024 to 65500.");
        }
        return port;
    }

    /** Ten that nobody has just now. */
    public static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] free = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return new Ports(free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8], free[9]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
