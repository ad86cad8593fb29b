/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processor's time and the memory that processes use, from /proc. */
public final class Processor {

    /** Milliseconds: Linux tells user space 100 ticks a second. */
    private static final long TICK = 10;

    private Processor() {}

    /** Milliseconds of this process so far, in user and kernel mode. */
    public static long of(long pid) {
        List<String> fields = stat(pid);
        return fields.isEmpty() ? 0 : TICK * (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)));
    }

    /**
     * The whole machine's processors since it started, in milliseconds.
     *
     * @param busy what its host took from it is part of this
     */
    public record Machine(long busy, long all) {}

    public static Machine ofMachine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            // user, nice, system, idle, iowait, irq, softirq, steal; what guests use is part of user
            String[] fields = lines.findFirst().orElseThrow().split("\\s+");
            long all = LongStream.rangeClosed(1, 8)
                    .map(i -> Long.parseLong(fields[(int) i]))
                    .sum();
            long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
            return new Machine(TICK * (all - idle), TICK * all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Megabytes of this process that are in memory. */
    static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    /** Milliseconds of all nodes so far: their postmasters, the children they have, and those they had. */
    static long ofDatabases(Lab lab) {
        try (Stream<Path> nodes = Files.list(lab.home().resolve("nodes"))) {
            return nodes.mapToLong(Processor::ofNode).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ofNode(Path node) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(node.resolve("data/postmaster.pid")).get(0));
            List<String> fields = stat(postmaster);
            long gone = fields.isEmpty() ? 0 : Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14));
            LongStream children = ProcessHandle.of(postmaster).stream()
                    .flatMap(ProcessHandle::children)
                    .mapToLong(ProcessHandle::pid);
            return TICK * gone + of(postmaster) + children.map(Processor::of).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields after the program's name, which may itself hold a bracket: state first. Empty if it is gone. */
    private static List<String> stat(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            if (Files.notExists(process)) { // or it went while it was read
                return List.of();
            }
            throw new UncheckedIOException(e);
        }
    }
}
