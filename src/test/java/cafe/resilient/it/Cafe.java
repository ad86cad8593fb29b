/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The house the integration tests live in, built once for all of them and before Arquillian reads arquillian.xml: a lab on
 * free ports, and two servers' own base folders, cut from the provisioned server, with free ports and a filled credential
 * store. The server "cafe" runs all the time; "late" is started by the tests that need a start of their own, and "nodes",
 * whose regions are the database's nodes, by {@link NodesAsRegionsIT}.
 */
public final class Cafe implements LauncherSessionListener {

    /** The provisioned server's folder; not set for unit tests, which need none of this. */
    private static final String SERVER = "cafe.it.server";

    private static Lab lab;
    private static Front front;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(SERVER) != null && lab == null) {
            Path server = Path.of(System.getProperty(SERVER));
            Path folder = server.resolveSibling("it");
            lab = Lab.start(LabSettings.free(folder.resolve("databases")));
            prepare(server, folder.resolve("cafe"), "cafe", "west,east");
            prepare(server, folder.resolve("late"), "late", "west,east");
            prepare(server, folder.resolve("nodes"), "nodes", "west-a,west-b,east-a");
            if (Front.isInstalled()) {
                front = Front.start(Integer.getInteger("cafe.http.port"));
            }
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (front != null) {
            front.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    static Lab lab() {
        return lab;
    }

    static Book book() {
        return new Book(lab, "cafe.ordersraw", "ordrdgst", "ordrname, ordrppl, ordrdttm, ordrtxt");
    }

    static Book messages() {
        return new Book(lab, "cafe.messages", "number", "name, email, text");
    }

    /** Apache HTTPD in front of the server "cafe"; without HTTPD on this machine, the calling test is skipped. */
    static Front front() {
        Assumptions.assumeTrue(front != null, "There is no Apache HTTPD here (Debian: apache2-bin).");
        return front;
    }

    static Site site() {
        return site("cafe");
    }

    static Site site(String server) {
        return new Site(Integer.getInteger(server + ".http.port"));
    }

    /** What an administrator does in the console: the model's attribute, without a reload. */
    static void enable(String datasource, boolean enabled) {
        ModelNode write = Operations.createWriteAttributeOperation(
                Operations.createAddress("subsystem", "datasources", "data-source", datasource), "enabled", enabled);
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create("127.0.0.1", Integer.getInteger("cafe.management.port"))) {
            ModelNode answer = client.execute(write);
            if (!Operations.isSuccessfulOutcome(answer)) {
                throw new IllegalStateException(answer.asString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves what arquillian.xml asks for in system properties: NAME.vm, NAME.store and NAME.management.port. */
    private static void prepare(Path server, Path base, String name, String regions) {
        int http = freePort();
        int management = freePort();
        copy(server.resolve("standalone"), base);
        fillCredentialStore(server, base);
        Map<String, Object> properties = Map.of(
                "jboss.server.base.dir", base,
                "jboss.node.name", name,
                "jboss.tx.node.id", name,
                "jboss.http.port", http,
                "jboss.management.http.port", management,
                "cafe.west.port", lab.endpoint("west").port(),
                "cafe.east.port", lab.endpoint("east").port(),
                "cafe.regions", regions,
                "cafe.zone", "UTC");
        System.setProperty(
                name + ".vm",
                properties.entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining(" ", "-Xmx512m ", " " + queue())));
        System.setProperty(
                name + ".store",
                base.resolve("configuration/cafe.store.properties").toString());
        System.setProperty(name + ".management.port", String.valueOf(management));
        System.setProperty(name + ".http.port", String.valueOf(http));
    }

    /** The lab's queue, which asks for credentials and checks none. */
    private static String queue() {
        return "-Dcafe.queue.regions=" + lab.queues().setting() + " -Daws.accessKeyId=lab -Daws.secretAccessKey=lab";
    }

    private static void fillCredentialStore(Path server, Path base) {
        Path project = server.getParent().getParent();
        ProcessBuilder fill = new ProcessBuilder(
                project.resolve("wildfly-config/fill-credential-store").toString(),
                "--server",
                server.toString(),
                "--base",
                base.toString());
        fill.environment().put("CAFE_APP_PASSWORD", lab.secret("app"));
        try {
            if (fill.inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("The credential store of " + base + " was not filled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.exists(to)) {
                try (Stream<Path> old = Files.walk(to)) {
                    for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(to.getParent());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path path : files.toList()) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
