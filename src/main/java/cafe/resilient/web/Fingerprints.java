/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a fingerprint of its content into the address of each static file, so that browsers may keep it for a year: what
 * changes has another address. While two versions of the site run side by side, a server may be asked for the file of the
 * other one; it gives its own, and says not to keep it.
 */
public class Fingerprints extends ResourceHandlerWrapper {

    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    public Fingerprints(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Resource createResource(String name, String library) {
        Resource plain = super.createResource(name, library);
        return plain == null || !"cafe".equals(library)
                ? plain
                : new Fingerprinted(plain, fingerprints.computeIfAbsent(name, any -> fingerprint(plain)));
    }

    private static String fingerprint(Resource resource) {
        try (InputStream content = resource.getInputStream()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static final class Fingerprinted extends ResourceWrapper {

        private static final String PARAMETER = "v";
        private final String fingerprint;

        Fingerprinted(Resource wrapped, String fingerprint) {
            super(wrapped);
            this.fingerprint = fingerprint;
        }

        @Override
        public String getRequestPath() {
            return super.getRequestPath() + "&" + PARAMETER + "=" + fingerprint;
        }

        /** No date and no ETag: the build gives every file the same time, and a kept file is never asked for again. */
        @Override
        public Map<String, String> getResponseHeaders() {
            String asked = FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .getRequestParameterMap()
                    .get(PARAMETER);
            return Map.of(
                    "Cache-Control", fingerprint.equals(asked) ? "public, max-age=31536000, immutable" : "no-cache");
        }

        @Override
        public boolean userAgentNeedsUpdate(FacesContext context) {
            return true;
        }
    }
}
