/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of wildfly-config, applied as an administrator applies them: twice, undone, undone again, and anew. */
@Tag("own-server")
class WildFlyConfigIT {

    private static final List<String> SCRIPTS =
            List.of("add-driver add-credential-store set-capacity set-web set-operations add-region".split(" "));
    private static final List<String> UNDOS = List.of(
            "remove-region reset-operations reset-web reset-capacity remove-credential-store remove-driver".split(" "));

    /** Where a script touches it, a stock standalone.xml differs in this from the server of our build. */
    private static final String LIKE_STOCK = """
            /subsystem=elytron/http-authentication-factory=application-http-authentication:add(http-server-mechanism-factory=global, security-domain=ApplicationDomain)
            /subsystem=undertow/server=default-server/host=default-host/setting=http-invoker:write-attribute(name=http-authentication-factory, value=application-http-authentication)
            /subsystem=undertow/server=default-server/https-listener=https:add(socket-binding=https, ssl-context=applicationSSC)
            /subsystem=ejb3/strict-max-bean-instance-pool=mdb-strict-max-pool:add
            /subsystem=ejb3/service=remote:add(connectors=[http-remoting-connector], thread-pool-name=default)
            /subsystem=ejb3/service=remote/channel-creation-options=MAX_OUTBOUND_MESSAGES:add(value=1234, type=remoting)
            /subsystem=microprofile-health-smallrye:remove
            """;

    private final Path built = Path.of(System.getProperty("cafe.it.server"));
    private final Path scripts = built.getParent().resolveSibling("wildfly-config");

    @TempDir
    private Path folder;

    /** A server of our own, as its modules change too. All scripts are run as one: each of its own costs a start. */
    @BeforeEach
    void copy() throws Exception {
        folder = Files.createDirectory(folder.resolve("in spaces"));
        run("cp", "-r", built.toString(), built.resolveSibling("modules").toString(), scripts.toString(), ".");
        Files.writeString(folder.resolve("wildfly-config/configure.cli"), all(SCRIPTS));
        Files.writeString(folder.resolve("wildfly-config/undo.cli"), all(UNDOS));
        Files.writeString(folder.resolve("wildfly-config/like-stock.cli"), LIKE_STOCK);
    }

    @Test
    void theServerAsBuilt() throws Exception {
        String before = Files.readString(built.resolve("standalone/configuration/standalone.xml"));

        assertThat(after("configure")).isEqualTo(before);
        String undone = after("undo");
        assertThat(undone).doesNotContain("cafe", "postgresql", "same-site").contains("applicationSSC", "http-invoker");
        assertThat(folder.resolve("server/modules/org/postgresql/jdbc/main")).doesNotExist();
        assertThat(folder.resolve("server/modules/cafe/resilient/pool/main")).doesNotExist();
        assertThat(after("undo")).isEqualTo(undone);
        assertThat(after("configure")).isEqualTo(before);
    }

    @Test
    void aServerLikeAStockOne() throws Exception {
        after("undo");
        String delivered = after("like-stock");

        String configured = after("configure");
        assertThat(configured).contains("cafe/east-watch").doesNotContain("http-remoting-connector", "http-invoker");
        assertThat(after("configure")).isEqualTo(configured);
        assertThat(after("undo")).isEqualTo(delivered);
        assertThat(after("undo")).isEqualTo(delivered);
    }

    @Test
    void noScriptIsForgottenHere() {
        assertThat(scripts.toFile().list((in, name) -> name.endsWith(".cli"))).hasSize(SCRIPTS.size() + UNDOS.size());
    }

    private String all(List<String> names) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            String script = Files.readString(scripts.resolve(name + ".cli"));
            all.append(name.endsWith("-region") ? filled(script, "west") + filled(script, "east") : script);
        }
        return all.toString();
    }

    private String filled(String script, String region) throws IOException {
        for (String line : Files.readAllLines(scripts.resolve("regions/" + region + ".properties"))) {
            script = script.replace("${" + line.replaceFirst("=.*", "}"), line.replaceFirst(".*=", ""));
        }
        return script;
    }

    private String after(String script) throws Exception {
        String apply = "wildfly-config/apply --server server --base server/standalone --modules modules ";
        run((apply + script + ".cli").split(" "));
        return Files.readString(folder.resolve("server/standalone/configuration/standalone.xml"));
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
