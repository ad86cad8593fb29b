/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than two regions, one of which is away for good; and each node of the database declared as one: the writer is found
 * without any endpoint moving. The datasources are added as an administrator adds them, to the running server.
 */
@ArquillianTest
class RegionsIT {

    private static final String SERVER = "nodes";
    private static final int PER_SECOND = 10;

    private final Lab lab = Cafe.lab();

    @ArquillianResource
    private ContainerController servers;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        try {
            servers.stop(SERVER);
        } finally {
            lab.restore("west");
        }
    }

    @Test
    void theWriterIsFoundAmongItsNodesThroughZoneAndRegionFailover() throws Exception {
        servers.start(SERVER);
        for (String node : List.of("west-a", "west-b", "east-a")) {
            addRegion(node, lab.instance(node).port());
        }

        everybodyIsConfirmedThroughZoneAndRegionFailover();
    }

    @Test
    void aThirdRegionThatNeverAnswersKeepsNobodyFromTheWriter() throws Exception {
        String options = System.getProperty(SERVER + ".vm").replaceFirst("(-Dcafe.regions)=\\S+", "$1=north,west,east");
        assertThat(options).contains("=north,west,east");
        servers.start(SERVER, Map.of("javaVmArguments", options));
        try (ServerSocket silent = new ServerSocket(0)) { // takes connections, and says nothing
            addRegion("north", silent.getLocalPort());

            everybodyIsConfirmedThroughZoneAndRegionFailover();
        }
    }

    /** However seldom the monitor asks in peace: an outage, that of the start among them, ends when the writer has held for a second. */
    @Test
    void aWatchThatSeldomAsksLeavesEverybodysPatienceWhole() throws Exception {
        String options = System.getProperty(SERVER + ".vm").replaceFirst("(-Dcafe.regions)=\\S+", "$1=west,east")
                + " -Dcafe.watch.interval=PT1M";
        servers.start(SERVER, Map.of("javaVmArguments", options));

        everybodyIsConfirmedThroughZoneAndRegionFailover();
    }

    private void everybodyIsConfirmedThroughZoneAndRegionFailover() throws Exception {
        try (Customers customers = new Customers(Cafe.site(SERVER), PER_SECOND)) {
            Site site = Cafe.site(SERVER);
            Wait.until("it is warm", () -> site.get("/ready").statusCode() == 200);
            customers.awaitAnswers(2 * PER_SECOND);
            lab.zoneFailover(Duration.ZERO);
            customers.awaitAnswers(2 * PER_SECOND);
            lab.rejoin();
            lab.loseRegion(false);
            customers.awaitAnswers(2 * PER_SECOND);

            customers.requireAllConfirmed(Cafe.book());
        }
        assertThat(lab.writer()).isEqualTo("east-a");
    }

    private void addRegion(String name, int port) throws IOException, InterruptedException {
        Path server = Path.of(System.getProperty("cafe.it.server"));
        Path config = server.getParent().resolveSibling("wildfly-config");
        String region = Files.readString(config.resolve("regions/west.properties"))
                .replace("region=west", "region=" + name)
                .replaceFirst("port=\\d+", "port=" + port);
        Process apply = new ProcessBuilder(
                        config.resolve("apply").toString(),
                        "--server",
                        server.toString(),
                        "--connect",
                        "127.0.0.1:" + Integer.getInteger(SERVER + ".management.port"),
                        "add-region.cli",
                        Files.writeString(folder.resolve(name + ".properties"), region)
                                .toString())
                .inheritIO()
                .start();
        assertThat(apply.waitFor()).isZero();
    }
}
