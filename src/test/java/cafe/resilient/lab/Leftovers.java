/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a lab whose process was killed left behind: servers, frozen ones too, and their shared memory. */
final class Leftovers {
    private Leftovers() {}

    /** Ends the processes of this home folder and of no other; answers how many there were. */
    static int reap(Path home) {
        List<Long> pids = Processes.all().filter(pid -> ours(pid, home)).boxed().toList();
        pids.forEach(Processes::killTree);
        wipeNodes(home);
        return pids.size();
    }

    /** A postmaster by its data folder, a backend that outlived it by where it works, a queue by the home it was told. */
    private static boolean ours(long pid, Path home) {
        List<String> command = Processes.commandLine(pid);
        boolean queue = command.contains(QueueProcess.mark(home)) && command.contains(QueueServer.class.getName());
        int data = command.indexOf("-D") + 1;
        boolean postmaster =
                data > 0 && data < command.size() && Path.of(command.get(data)).startsWith(Home.nodes(home));
        return queue || postmaster || backend(pid, command, home);
    }

    private static boolean backend(long pid, List<String> command, Path home) {
        return command.get(0).contains("postgres")
                && Processes.workingFolder(pid)
                        .filter(folder -> folder.startsWith(Home.nodes(home)))
                        .isPresent();
    }

    private static void wipeNodes(Path home) {
        if (!Files.isDirectory(Home.nodes(home))) {
            return;
        }
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(Home.nodes(home))) {
            nodes.forEach(node -> new DataFolder(node.resolve("data"), null).wipe());
        } catch (IOException e) {
            throw new LabException("Cannot clear " + home + ": " + e.getMessage(), e);
        }
    }
}
