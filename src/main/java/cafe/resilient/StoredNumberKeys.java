/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import cafe.resilient.platform.NumberKey;
import cafe.resilient.platform.NumberKeys;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * The keys of the numbers, from the server's credential store: its secret keys number-key-1, number-key-2 and so on. The
 * newest is the current one, unless cafe.number.key names another. A wrong or missing one stops the deployment with one
 * sentence. Nothing of a key is seen in the server's management.
 */
@ApplicationScoped
public class StoredNumberKeys {

    private static final String ALIAS = "number-key-";
    private static final int BYTES = 32;
    private static final String MAKE = "wildfly-config/fill-credential-store --number-key makes one";

    @Inject
    private Config config;

    private NumberKeys keys;

    /** Makes the server read them at deployment, not at the first order. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PostConstruct
    void read() {
        Path file = Path.of(config.getValue("jboss.server.config.dir", String.class), "cafe.store");
        NavigableMap<Integer, NumberKey> all = new TreeMap<>();
        CredentialStore store = open(file);
        try {
            for (String alias : store.getAliases()) {
                if (alias.startsWith(ALIAS)) {
                    all.put(id(alias, file), key(store, alias, file));
                }
            }
        } catch (CredentialStoreException e) {
            throw new IllegalArgumentException("The credential store " + file + " cannot be read", e);
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "The credential store %s must hold a secret key %s1: %s".formatted(file, ALIAS, MAKE));
        }
        NumberKey current = current(all);
        keys = new NumberKeys(
                current,
                all.descendingMap().values().stream()
                        .filter(key -> key != current)
                        .toList());
    }

    @Produces
    @Singleton
    NumberKeys keys() {
        return keys;
    }

    private NumberKey current(NavigableMap<Integer, NumberKey> all) {
        String id = config.getOptionalValue("cafe.number.key", String.class)
                .map(String::strip)
                .orElse(all.lastEntry().getValue().id());
        return all.values().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cafe.number.key must be the number of a key in the credential store (%s), not '%s'"
                                .formatted(all.keySet(), id)));
    }

    /** Raw: a password may hold what would be an expression. */
    private CredentialStore open(Path file) {
        String password = config.getConfigValue("cafe.store.password").getRawValue();
        try {
            var secret = ClearPassword.createRaw(
                    ClearPassword.ALGORITHM_CLEAR, password == null ? new char[0] : password.toCharArray());
            CredentialStore store =
                    CredentialStore.getInstance("KeyStoreCredentialStore", new WildFlyElytronCredentialStoreProvider());
            store.initialize(
                    Map.of("location", file.toString(), "keyStoreType", "JCEKS"), // as WildFly and its tool make it
                    new CredentialSourceProtectionParameter(
                            IdentityCredentials.NONE.withCredential(new PasswordCredential(secret))));
            return store;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The credential store %s must be there, and open with the password in cafe.store.password: %s"
                            .formatted(file, MAKE),
                    e);
        }
    }

    private static int id(String alias, Path file) {
        String id = alias.substring(ALIAS.length());
        if (!id.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "%s in %s must end with a whole number from 1 to 999999: %s".formatted(alias, file, MAKE));
        }
        return Integer.parseInt(id);
    }

    private static NumberKey key(CredentialStore store, String alias, Path file) throws CredentialStoreException {
        SecretKeyCredential credential = store.retrieve(alias, SecretKeyCredential.class);
        if (credential == null || credential.getSecretKey().getEncoded().length < BYTES) {
            throw new IllegalArgumentException(
                    "%s in %s must be a secret key of 256 bits: %s".formatted(alias, file, MAKE));
        }
        return new NumberKey(alias.substring(ALIAS.length()), credential.getSecretKey());
    }
}
