/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that each use all they get of one core, in sessions of their own, until this is closed or this program is gone. */
public final class Load implements AutoCloseable {

    private static final String SPIN =
            "while kill -0 \"$0\" 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";

    private final List<Apart> programs = new ArrayList<>();

    public Load(int programs) throws IOException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        try {
            for (int i = 0; i < programs; i++) {
                this.programs.add(Apart.start(List.of("sh", "-c", SPIN, pid), Map.of(), new File("/dev/null")));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    public long[] pids() {
        return programs.stream().mapToLong(Apart::pid).toArray();
    }

    @Override
    public void close() {
        programs.forEach(Apart::close);
    }
}
