/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A short program of the machine, run to its end. */
final class Command {
    private Command() {}

    record Result(int exit, String output) {}

    /** Runs it; a program that is not there counts as failed (exit 127). Its output is taken as it comes: keep it short. */
    static Result run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
        } catch (IOException notThere) {
            return new Result(127, notThere.getMessage());
        }
        try {
            String output = new String(process.getInputStream().readAllBytes());
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LabInterruptedException();
        }
    }
}
