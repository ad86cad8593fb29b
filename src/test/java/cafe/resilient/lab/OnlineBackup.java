/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of a running server's data folder, as pg_basebackup makes it (the binaries come without that program). */
final class OnlineBackup {
    private static final Pattern FIRST_SEGMENT = Pattern.compile("START WAL LOCATION.*file ([0-9A-F]{24})");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final int TIMELINE_DIGITS = 8;

    private OnlineBackup() {}

    /** Fills the target, which must be empty; it starts as whatever its configuration makes it. */
    static void copy(Session source, DataFolder from, DataFolder to) {
        source.run("select pg_backup_start('lab', true)");
        to.copyFrom(from, Set.of("pg_wal"));
        // no archive: do not wait for one
        List<String> label = source.row("select labelfile from pg_backup_stop(false)");
        to.write("backup_label", label.get(0));
        copyLog(from.path.resolve("pg_wal"), to.path.resolve("pg_wal"), firstSegment(label.get(0)));
        to.own();
    }

    private static String firstSegment(String label) {
        Matcher matcher = FIRST_SEGMENT.matcher(label);
        if (!matcher.find()) {
            throw new LabException("The backup label names no first segment: " + label);
        }
        return matcher.group(1);
    }

    /** The log from the backup's start on; with it the copy needs nothing that its upstream may have dropped. */
    private static void copyLog(Path from, Path to, String first) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to.resolve("archive_status"));
            Files.createDirectories(to.resolve("summaries"));
            for (Path file : files.filter(file -> wanted(file, first)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wanted(Path file, String first) {
        String name = file.getFileName().toString();
        return name.endsWith(".history")
                || SEGMENT.matcher(name).matches()
                        && name.substring(TIMELINE_DIGITS).compareTo(first.substring(TIMELINE_DIGITS)) >= 0;
    }
}
