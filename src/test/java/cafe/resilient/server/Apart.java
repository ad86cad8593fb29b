/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process in a session of its own. The kernel shares a busy machine by session (sched_autogroup): what is started together
 * gets one share together.
 */
public final class Apart implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Process process;

    private Apart(Process process) {
        this.process = process;
    }

    /** @param log where it writes what it says */
    public static Apart start(List<String> command, Map<String, String> environment, File log) throws IOException {
        List<String> apart = new ArrayList<>(List.of("setsid")); // becomes the program itself, under the same pid
        apart.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(apart).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment);
        return new Apart(builder.start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** First kindly; interruption, which may be why, waits until it is over. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
