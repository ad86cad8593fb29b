/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the artifact on the class path into a folder that all labs share. */
final class PostgresBinaries {
    private static final Pattern VERSION = Pattern.compile("binaries-[a-z0-9-]+?-([0-9][0-9.]*)\\.jar");
    private static final String DONE = ".done";

    private PostgresBinaries() {}

    /**
     * The folder with bin/, lib/ and share/, unpacked now if this is the first time (some seconds).
     *
     * @param parent where the folder postgres-VERSION is, or goes
     * @throws LabException when the artifact for this machine is not on the class path
     */
    static Path unpackedIn(Path parent) {
        String archive = archive();
        URL url = PostgresBinaries.class.getResource(archive);
        if (url == null) {
            throw new LabException("No PostgreSQL for this machine on the class path (" + archive
                    + "): build with the Maven profile of this platform.");
        }
        Path folder = parent.toAbsolutePath().resolve("postgres-" + version(url));
        try {
            unpackOnce(url, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    static String version(URL archive) {
        Matcher jar = VERSION.matcher(archive.toString());
        return jar.find() ? jar.group(1) : "unknown";
    }

    private static String archive() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    /** Two labs may start at once: the second waits on the lock and finds the marker. */
    private static void unpackOnce(URL url, Path folder) throws IOException {
        Path done = folder.resolve(DONE);
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(done)) {
                unpack(url, folder);
                Files.createFile(done);
            }
        }
    }

    private static void unpack(URL url, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(url.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            target.toFile().setExecutable((entry.getMode() & 0111) != 0, false);
        }
    }
}
