/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the lab's nodes, as a cluster in the cloud has them: NODE.lab, and cluster.lab for the writer's region.
 *
 * @param folder where the files are that {@link NamedSockets} reads
 */
record Names(Path folder) {

    static final List<String> NODES = List.of("west-a", "west-b", "east-a");

    /** The last byte of cluster.lab's address; those of the nodes come after it. */
    static final int CLUSTER_ADDRESS = 10;

    /** Writes the file of hosts. */
    static Names in(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n127.0.0." + CLUSTER_ADDRESS + " cluster.lab\n");
        for (String node : NODES) {
            hosts.append("127.0.0.%d %s.lab%n".formatted(CLUSTER_ADDRESS + 1 + NODES.indexOf(node), node));
        }
        Files.writeString(folder.resolve("hosts"), hosts);
        return new Names(folder);
    }

    /** cluster.lab leads to this port from now on. */
    void cluster(int port) {
        try {
            Path written = Files.writeString(folder.resolve("cluster.new"), String.valueOf(port));
            Files.move(written, folder.resolve("cluster"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a JVM is told, so that it finds all this. */
    List<String> options(Lab lab) {
        List<String> options = new ArrayList<>(List.of(
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"), "-Dnames.cluster=" + folder.resolve("cluster")));
        NODES.forEach(
                node -> options.add("-Dnames." + node + "=" + lab.instance(node).port()));
        return options;
    }
}
