/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * The password of a new connection, as it is in the server's credential store now: a datasource reads its own only when the
 * server starts. So a password is changed without a reload. Named in the datasource's URL, with the store's file and alias.
 */
public class StoredPassword implements AuthenticationPlugin {

    /** A password, and the state of the file that it was read from. */
    private record Known(Object file, char[] password) {}

    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

    private final Properties connection;

    public StoredPassword(Properties connection) {
        this.connection = connection;
    }

    /** If the store cannot be read, that which the datasource had at the server's start. */
    @Override
    public char[] getPassword(AuthenticationRequestType type) {
        try {
            Path file =
                    Path.of(System.getProperty("jboss.server.config.dir"), connection.getProperty("credentialStore"));
            Object state = Files.readAttributes(file, "fileKey,lastModifiedTime,size");
            String alias = connection.getProperty("credentialAlias");
            return KNOWN.compute(
                            file + " " + alias,
                            (name, known) -> known != null && known.file().equals(state)
                                    ? known
                                    : new Known(state, read(file, alias)))
                    .password()
                    .clone(); // the driver wipes what it was given
        } catch (Exception e) {
            String password = connection.getProperty("password");
            return password == null ? null : password.toCharArray();
        }
    }

    private static char[] read(Path file, String alias) {
        try {
            String secret = System.getProperty("cafe.store.password", System.getenv("CAFE_STORE_PASSWORD"));
            var password = ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, secret.toCharArray());
            CredentialStore store =
                    CredentialStore.getInstance("KeyStoreCredentialStore", new WildFlyElytronCredentialStoreProvider());
            store.initialize(
                    Map.of("location", file.toString(), "keyStoreType", "JCEKS"),
                    new CredentialSourceProtectionParameter(
                            IdentityCredentials.NONE.withCredential(new PasswordCredential(password))),
                    new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
            return store.retrieve(alias, PasswordCredential.class)
                    .getPassword(ClearPassword.class)
                    .getPassword();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
