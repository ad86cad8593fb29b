/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.NumberKey;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/** What the application makes of the keys in the server's credential store. */
class StoredNumberKeysTest {

    private static final String PASSWORD = "${not.an.expression}";

    @TempDir
    private Path folder;

    @Test
    void theNewestIsTheCurrentOneAndTheOthersAreFormer() throws Exception {
        store("number-key-9", 32, "number-key-10", 32, "number-key-2", 64);

        assertThat(read(PASSWORD, null).keys().current().id()).isEqualTo("10");
        assertThat(read(PASSWORD, null).keys().others())
                .extracting(NumberKey::id)
                .containsExactly("9", "2");
    }

    /** While servers change to a new key, one after the other. */
    @Test
    void anotherIsTheCurrentOneIfItIsNamed() throws Exception {
        store("number-key-1", 32, "number-key-2", 32);

        assertThat(read(PASSWORD, " 1 ").keys().current().id()).isEqualTo("1");
        assertThat(read(PASSWORD, " 1 ").keys().others())
                .extracting(NumberKey::id)
                .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number-key-1 | 16 |   | number-key-1 in STORE must be a secret key of 256 bits
            number-key-x | 32 |   | number-key-x in STORE must end with a whole number from 1 to 999999
            number-key-0 | 32 |   | number-key-0 in STORE must end with a whole number from 1 to 999999
            cafe-app     | 32 |   | The credential store STORE must hold a secret key number-key-1
            number-key-1 | 32 | 2 | cafe.number.key must be the number of a key in the credential store ([1]), not '2'
            number-key-1 | 32 | x | cafe.number.key must be the number of a key in the credential store ([1]), not 'x'
            """)
    void aWrongOneIsNamedInOneSentence(String alias, int bytes, String current, String sentence) throws Exception {
        store(alias, bytes);

        assertThatThrownBy(() -> read(PASSWORD, current))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(
                        sentence.replace("STORE", folder.resolve("cafe.store").toString()))
                .doesNotContain("\n");
    }

    @Test
    void aPasswordUnderItsNameIsNoKey() throws Exception {
        CredentialStore store = store();
        store.store("number-key-1", new PasswordCredential(password("0123456789abcdef0123456789abcdef")));
        store.flush();

        assertThatThrownBy(() -> read(PASSWORD, null))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("number-key-1 in ")
                .endsWith(
                        "must be a secret key of 256 bits: wildfly-config/fill-credential-store --number-key makes one");
    }

    @Test
    void aStoreThatIsMissingOrDoesNotOpenIsNamed() throws Exception {
        String sentence = "The credential store " + folder.resolve("cafe.store")
                + " must be there, and open with the password in cafe.store.password: ";
        assertThatThrownBy(() -> read(PASSWORD, null)).message().startsWith(sentence);
        store("number-key-1", 32);

        assertThatThrownBy(() -> read("other", null))
                .message()
                .startsWith(sentence)
                .doesNotContain("other");
        assertThatThrownBy(() -> read(null, null)).message().startsWith(sentence);
        Files.writeString(folder.resolve("cafe.store"), "no store");
        assertThatThrownBy(() -> read(PASSWORD, null)).message().startsWith(sentence);
    }

    /** @param keys alias and bytes, by turns */
    private CredentialStore store(Object... keys) throws Exception {
        CredentialStore store =
                CredentialStore.getInstance("KeyStoreCredentialStore", new WildFlyElytronCredentialStoreProvider());
        store.initialize(
                Map.of("location", folder.resolve("cafe.store").toString(), "keyStoreType", "JCEKS", "create", "true"),
                new CredentialSourceProtectionParameter(
                        IdentityCredentials.NONE.withCredential(new PasswordCredential(password(PASSWORD)))),
                new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
        for (int i = 0; i < keys.length; i += 2) {
            byte[] bytes = new byte[(int) keys[i + 1]];
            bytes[0] = (byte) i;
            SecretKey key = new SecretKeySpec(bytes, "AES");
            store.store((String) keys[i], new SecretKeyCredential(key));
        }
        store.flush();
        return store;
    }

    private static ClearPassword password(String text) {
        return ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, text.toCharArray());
    }

    /** As the server reads them at deployment. */
    private StoredNumberKeys read(String password, String current) throws ReflectiveOperationException {
        ClassLoader loader = getClass().getClassLoader();
        ConfigValue raw = (ConfigValue) Proxy.newProxyInstance(
                loader, new Class<?>[] {ConfigValue.class}, (self, method, arguments) -> password);
        Config config = (Config) Proxy.newProxyInstance(
                loader, new Class<?>[] {Config.class}, (self, method, arguments) -> switch (method.getName()) {
                    case "getConfigValue" -> raw;
                    case "getOptionalValue" -> Optional.ofNullable(current);
                    default -> folder.toString();
                });
        StoredNumberKeys keys = new StoredNumberKeys();
        Field injected = StoredNumberKeys.class.getDeclaredField("config");
        injected.setAccessible(true);
        injected.set(keys, config);
        keys.read();
        return keys;
    }
}
