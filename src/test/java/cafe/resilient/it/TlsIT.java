/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front with a certificate: customers come by https, without anything in front of it. */
@ArquillianTest
class TlsIT {

    private static final String PASSWORD = "secret";

    @TempDir
    private Path folder;

    @Test
    void anOrderByHttpsIsPlacedAndItsAddressIsOfHttps() throws Exception {
        KeyStore keys = selfSigned();
        Path certificate = pem("CERTIFICATE", keys.getCertificate("cafe").getEncoded());
        Path key =
                pem("PRIVATE KEY", keys.getKey("cafe", PASSWORD.toCharArray()).getEncoded());
        Cafe.front();
        try (Front front = Cafe.front(
                Integer.getInteger("cafe.http.port"),
                "--certificate",
                certificate.toString(),
                "--key",
                key.toString())) {
            String root = "https://127.0.0.1:" + front.port();

            HttpResponse<String> answer = client(keys)
                    .send(
                            HttpRequest.newBuilder(URI.create(root + "/api/orders"))
                                    .header("Content-Type", "application/json")
                                    .header("Origin", root)
                                    .POST(BodyPublishers.ofString(order(name(), 4, "2030-03-01T19:30", "")))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Location")).get().asString().startsWith(root + "/api/orders/");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin/keytool");
        String options =
                "-genkeypair -alias cafe -keyalg EC -dname CN=cafe -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass "
                        + PASSWORD + " -keystore";
        ProcessBuilder generate = new ProcessBuilder(keytool.toString());
        generate.command().addAll(List.of(options.split(" ")));
        generate.command().add(store.toString());
        assertThat(generate.inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path pem(String what, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(what + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }

    /** Who trusts that certificate, and no other. */
    private static HttpClient client(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("cafe", keys.getCertificate("cafe"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }
}
