/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than two regions, and each node of the database declared as one: the writer is found without any endpoint moving.
 * The datasources are added as an administrator adds them, to the running server.
 */
@ArquillianTest
class NodesAsRegionsIT {

    private static final int PER_SECOND = 20;

    @ArquillianResource
    private ContainerController servers;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        servers.stop("nodes");
        Cafe.lab().restore("west");
    }

    @Test
    void theWriterIsFoundAmongItsNodesThroughZoneAndRegionFailover() throws Exception {
        servers.start("nodes");
        for (String node : List.of("west-a", "west-b", "east-a")) {
            addRegion(node);
        }

        try (Customers customers = new Customers(Cafe.site("nodes"), PER_SECOND)) {
            customers.awaitAnswers(10 * PER_SECOND); // a server that has just started is slow for a while
            Cafe.lab().zoneFailover(Duration.ZERO);
            customers.awaitAnswers(2 * PER_SECOND);
            Cafe.lab().rejoin();
            Cafe.lab().loseRegion(false);
            customers.awaitAnswers(2 * PER_SECOND);

            customers.requireAllConfirmed(Cafe.book());
        }
        assertThat(Cafe.lab().writer()).isEqualTo("east-a");
    }

    private void addRegion(String node) throws IOException, InterruptedException {
        Path server = Path.of(System.getProperty("cafe.it.server"));
        Path config = server.getParent().resolveSibling("wildfly-config");
        String region = Files.readString(config.resolve("regions/west.properties"))
                .replace("region=west", "region=" + node)
                .replaceFirst("port=\\d+", "port=" + Cafe.lab().instance(node).port());
        Process apply = new ProcessBuilder(
                        config.resolve("apply").toString(),
                        "--server",
                        server.toString(),
                        "--connect",
                        "127.0.0.1:" + Integer.getInteger("nodes.management.port"),
                        "add-region.cli",
                        Files.writeString(folder.resolve(node + ".properties"), region)
                                .toString())
                .inheritIO()
                .start();
        assertThat(apply.waitFor()).isZero();
    }
}
