/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The lab's passwords, new with each start, one file a role that only the owner may read. */
final class Secrets {
    static final List<String> NAMES = List.of("postgres", "owner", "app");

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = folder;
    }

    static Secrets create(Path folder) {
        Folders.createPrivate(folder);
        SecureRandom random = new SecureRandom();
        for (String name : NAMES) {
            byte[] bytes = new byte[18];
            random.nextBytes(bytes);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            Folders.writePrivate(file(folder, name), password);
        }
        return new Secrets(folder);
    }

    /** @param name postgres, owner or app */
    String password(String name) {
        try {
            return Files.readString(file(folder, name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".password");
    }
}
