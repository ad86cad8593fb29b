/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's programs and how to run them here: they refuse to run as root, so root steps down first. */
final class Postgres {
    private static final String NOBODY = "65534";
    /** Best first: in a user namespace of its own the process keeps root's files, so nothing needs another owner. */
    private static final List<List<String>> STEPS_DOWN = List.of(
            List.of("unshare", "-U"), List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));

    private final Path bin;
    private final List<String> stepDown;

    Postgres(Path folder) {
        bin = folder.resolve("bin");
        stepDown = root() ? firstThatWorks() : List.of();
    }

    static boolean root() {
        return Command.run(List.of("id", "-u")).output().equals("0");
    }

    private List<String> firstThatWorks() {
        return STEPS_DOWN.stream()
                .filter(this::works)
                .findFirst()
                .orElseThrow(() -> new LabException("PostgreSQL does not run as root, and neither 'unshare -U' nor "
                        + "'setpriv' can step down here (in a folder that every user may enter): "
                        + "run as an ordinary user."));
    }

    /** It must end as another user than root, in that user's own eyes, and still reach the programs. */
    private boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("sh", "-c", "test \"$(id -u)\" != 0 && \"$0\" --version", program("postgres")));
        return Command.run(command).exit() == 0;
    }

    private String program(String name) {
        return bin.resolve(name).toString();
    }

    private List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(stepDown);
        command.add(program(program));
        command.addAll(arguments);
        return command;
    }

    /** Gives a folder and all in it to the user PostgreSQL runs as. */
    void own(Path folder) {
        if (!stepDown.isEmpty() && stepDown.get(0).equals("setpriv")) {
            Command.run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
        }
    }

    /** @throws LabException with initdb's own words when it fails */
    void initdb(Path data, Path passwordFile) {
        Command.Result result = Command.run(command(
                "initdb",
                List.of(
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--no-locale",
                        "--encoding=UTF8",
                        "--no-sync",
                        "--no-instructions")));
        if (result.exit() != 0) {
            throw new LabException("initdb failed in " + data + ": " + result.output());
        }
    }

    /** Starts a server as a child of ours, driven by signals. It outlives us unless it is killed. */
    Process serve(Path data, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command("postgres", List.of("-D", data.toString())))
                .directory(data.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // the user's PGPASSFILE, PGSSLMODE and the like would reach the standby's connection to its primary
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
