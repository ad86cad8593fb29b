/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lab's home folder, claimed by a lock that dies with its process. Others may keep things in the folder too: the lab
 * deletes only the folders named as its own are (control, secrets, nodes).
 */
final class Home implements AutoCloseable {
    /** A process must not open its lock file twice: closing either one would drop the lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private Home(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Claims the folder, ends what an earlier lab left running in it, and empties it.
     *
     * @throws LabException when a lab runs in it
     */
    static Home claim(Path folder) {
        FileChannel channel = null;
        if (OURS.add(folder)) {
            Folders.createPrivate(control(folder));
            channel = lock(folder);
        }
        if (channel == null) {
            throw new LabException("A lab runs in " + folder + " already: use it, or take it down first.");
        }
        Leftovers.reap(folder);
        Home home = new Home(folder, channel);
        home.empty();
        return home;
    }

    /** True while a process holds the folder. */
    static boolean claimed(Path folder) {
        if (OURS.contains(folder) || !Files.isDirectory(control(folder))) {
            return OURS.contains(folder);
        }
        try (FileChannel channel = lock(folder)) {
            return channel == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            FileChannel channel = FileChannel.open(
                    control(folder).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path control(Path folder) {
        return folder.resolve("control");
    }

    static Path socket(Path folder) {
        return control(folder).resolve("lab.sock");
    }

    static Path nodes(Path folder) {
        return folder.resolve("nodes");
    }

    Path node(String name) {
        return nodes(folder).resolve(name);
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path queueLog() {
        return folder.resolve("dynamodb.log");
    }

    Path path() {
        return folder;
    }

    private void empty() {
        for (Path ours : List.of(nodes(folder), secrets(), queueLog(), socket(folder))) {
            Folders.delete(ours);
        }
    }

    /** Deletes what is the lab's. */
    @Override
    public void close() {
        empty();
        try {
            Folders.delete(control(folder));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OURS.remove(folder);
        Folders.deleteIfEmpty(folder);
    }
}
