/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The machine's processes, read from /proc: ProcessHandle takes a zombie for alive and knows nothing of frozen ones. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    static LongStream all() {
        return ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid);
    }

    /** True unless it is gone or a zombie: who reaps orphans here may do so late or never. */
    static boolean alive(long pid) {
        char state = state(pid);
        return state != 0 && state != 'Z' && state != 'X';
    }

    static boolean frozen(long pid) {
        return state(pid) == 'T';
    }

    /** The state letter in /proc/PID/stat, after the program's name, which may itself hold a bracket; 0: gone. */
    private static char state(long pid) {
        String stat = read(pid, "stat");
        int afterName = stat.lastIndexOf(')') + 2;
        return afterName > 1 && afterName < stat.length() ? stat.charAt(afterName) : 0;
    }

    static List<String> commandLine(long pid) {
        return List.of(read(pid, "cmdline").split("\0"));
    }

    static Optional<Path> workingFolder(long pid) {
        try {
            String target = Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).toString();
            return Optional.of(Path.of(target.replaceFirst(" \\(deleted\\)$", "")));
        } catch (IOException goneOrAnotherUsers) {
            return Optional.empty();
        }
    }

    static List<Long> withDescendants(long pid) {
        List<Long> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(root -> root.descendants().forEach(child -> pids.add(child.pid())));
        return pids;
    }

    /** Sends a signal by its short name (STOP, CONT, INT, QUIT, HUP) to all at once; those gone are passed over. */
    static void signal(String name, Collection<Long> pids) {
        if (!pids.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$0\" \"$@\" 2>/dev/null", name));
            pids.forEach(pid -> command.add(Long.toString(pid)));
            Command.run(command);
        }
    }

    /** Kills a process and all below it. Its head is stopped first, so that it starts no more while they are counted. */
    static void killTree(long pid) {
        signal("STOP", List.of(pid));
        List<Long> pids = withDescendants(pid);
        pids.forEach(each -> ProcessHandle.of(each).ifPresent(ProcessHandle::destroyForcibly));
        awaitDead(pids, Duration.ofSeconds(10));
    }

    static void awaitDead(Collection<Long> pids, Duration limit) {
        Await.until(
                "processes " + pids + " are dead", limit, () -> pids.stream().noneMatch(Processes::alive));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(PROC.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
