/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * A server's own base folder, cut from the provisioned one, with free ports and a credential store: the lab's password, and
 * the key of the numbers, which all servers of a lab share.
 *
 * @param server the provisioned server, of which the folder shares the programs
 * @param base the folder
 * @param properties what the server is started with, by name
 */
public record ServerFolder(Path server, Path base, int http, int management, Map<String, String> properties) {

    /** Of each lab the store that its first server got, and its password. */
    private static final Map<Lab, Map<String, byte[]>> STORES = new WeakHashMap<>();

    /** What an earlier one of this name left is wiped first. @param regions as in cafe.regions */
    public static ServerFolder cut(Path server, Path base, String name, String regions, Lab lab) {
        int http = freePort();
        int management = freePort();
        copy(server.resolve("standalone"), base);
        giveCredentialStore(server, base, lab);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("jboss.server.base.dir", base.toString());
        properties.put("jboss.node.name", name);
        properties.put("jboss.tx.node.id", name);
        properties.put("jboss.http.port", String.valueOf(http));
        properties.put("jboss.management.http.port", String.valueOf(management));
        properties.put("cafe.west.port", String.valueOf(lab.endpoint("west").port()));
        properties.put("cafe.east.port", String.valueOf(lab.endpoint("east").port()));
        properties.put("cafe.regions", regions);
        // the lab's queue asks for credentials and checks none
        properties.put("cafe.queue.regions", lab.queues().setting());
        properties.put("aws.accessKeyId", "lab");
        properties.put("aws.secretAccessKey", "lab");
        return new ServerFolder(server, base, http, management, properties);
    }

    /** The file with the password of the credential store. */
    public Path store() {
        return base.resolve("configuration/cafe.store.properties");
    }

    public Path log() {
        return base.resolve("log/server.log");
    }

    /** Classes of the tests that the application gets in this server alone. */
    public void add(Class<?>... classes) {
        if (classes.length == 0) {
            return;
        }
        URI war = URI.create("jar:" + base.resolve("deployments/ROOT.war").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(war, Map.of())) {
            for (Class<?> added : classes) {
                String file = added.getName().replace('.', '/') + ".class";
                Path inside = zip.getPath("WEB-INF/classes", file);
                Files.createDirectories(inside.getParent());
                Files.write(inside, added.getResourceAsStream("/" + file).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its administrator does while it is down. @param password of the database; null to leave it */
    public void fillCredentialStore(String password, String... options) {
        fillCredentialStore(server, base, password, options);
    }

    private static void giveCredentialStore(Path server, Path base, Lab lab) {
        Path configuration = base.resolve("configuration");
        try {
            if (STORES.containsKey(lab)) {
                for (Map.Entry<String, byte[]> file : STORES.get(lab).entrySet()) {
                    Files.write(configuration.resolve(file.getKey()), file.getValue());
                }
                return;
            }
            fillCredentialStore(server, base, lab.secret("app"), "--number-key");
            Map<String, byte[]> store = new LinkedHashMap<>();
            for (String file : List.of("cafe.store", "cafe.store.properties")) {
                store.put(file, Files.readAllBytes(configuration.resolve(file)));
            }
            STORES.put(lab, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a server that runs. */
    public static void fillCredentialStore(Path server, Path base, String password, String... options) {
        Path fill = server.getParent().resolveSibling("wildfly-config/fill-credential-store");
        List<String> line =
                new ArrayList<>(List.of(fill.toString(), "--server", server.toString(), "--base", base.toString()));
        line.addAll(List.of(options));
        ProcessBuilder command = new ProcessBuilder(line);
        if (password != null) {
            command.environment().put("CAFE_APP_PASSWORD", password);
        }
        command.redirectErrorStream(true)
                .redirectOutput(base.resolve("fill-credential-store.log").toFile());
        try {
            if (command.start().waitFor() != 0) {
                throw new IllegalStateException(
                        "The credential store of " + base + " was not filled: see its log there");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            wipe(to);
            Files.createDirectories(to.getParent());
            for (Path path : tree(from)) {
                Path inside = from.relativize(path);
                if (!inside.startsWith("log")) { // what was said when the server was provisioned
                    Files.copy(path, to.resolve(inside.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wipe(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path :
                    tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
