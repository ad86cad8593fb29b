/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/** The data folder of a node: made, copied, read for the server's own word on its state, wiped. */
final class DataFolder {
    /** What a copy leaves empty, as pg_basebackup does. */
    private static final Set<String> EMPTY = Set.of(
            "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "pg_internal.init");
    private static final int SHARED_MEMORY_LINE = 6;
    private static final int STATUS_LINE = 7;

    final Path path;
    private final Postgres postgres;

    DataFolder(Path path, Postgres postgres) {
        this.path = path;
        this.postgres = postgres;
    }

    void create(String superuserPassword) {
        Path passwordFile = path.resolveSibling("initdb.password");
        Folders.createPrivate(path.getParent());
        Folders.createPrivate(path);
        Folders.writePrivate(passwordFile, superuserPassword + "\n");
        postgres.own(path.getParent());
        postgres.initdb(path, passwordFile);
        Folders.delete(passwordFile);
    }

    void write(String file, String text) {
        Folders.writePrivate(path.resolve(file), text);
        postgres.own(path.resolve(file));
    }

    void remove(String file) {
        Folders.delete(path.resolve(file));
    }

    /** What the postmaster says of itself: starting, ready, standby, stopping; none without a postmaster's file. */
    String status() {
        List<String> lines = postmasterFile();
        if (lines.isEmpty()) {
            return "none";
        }
        return lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "starting";
    }

    private List<String> postmasterFile() {
        try {
            return Files.readAllLines(path.resolve("postmaster.pid"));
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Wipes the folder of a dead server, and its shared memory, which only a start in the same folder would reuse. */
    void wipe() {
        List<String> lines = postmasterFile();
        if (lines.size() > SHARED_MEMORY_LINE) {
            String[] keyAndId = lines.get(SHARED_MEMORY_LINE).strip().split("\\s+");
            Command.run(List.of("ipcrm", "-m", keyAndId[keyAndId.length - 1]));
        }
        Folders.delete(path);
    }

    /** Copies the folder of a server that does not run. */
    void copyFrom(DataFolder stopped) {
        copyFrom(stopped, Set.of());
        own();
    }

    void own() {
        postgres.own(path.getParent());
    }

    /** @param leftEmpty more folders whose content is not wanted */
    void copyFrom(DataFolder source, Set<String> leftEmpty) {
        Folders.createPrivate(path.getParent());
        Folders.createPrivate(path);
        try {
            Files.walkFileTree(source.path, new Copy(source.path, path, leftEmpty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Set<String> leftEmpty;

        Copy(Path from, Path to, Set<String> leftEmpty) {
            this.from = from;
            this.to = to;
            this.leftEmpty = leftEmpty;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            String name = from.relativize(folder).toString();
            Files.createDirectories(to.resolve(name));
            Files.setPosixFilePermissions(to.resolve(name), Folders.ownerOnly());
            boolean enter = !EMPTY.contains(name) && !leftEmpty.contains(name);
            return enter ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!LEFT_OUT.contains(file.getFileName().toString())) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
        }

        private static void copy(Path file, Path target) throws IOException {
            try {
                Files.copy(file, target);
            } catch (NoSuchFileException dropped) {
                // a running server drops files: the replay of its log knows
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
