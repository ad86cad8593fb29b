/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** A server's management as its administrator has it, from outside. */
public record Management(int port) {

    /** A server that has just started, with a crowd at its door, may need more than the client's own 5 s (chaos, seed 34). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String[] MEMORY = {"core-service", "platform-mbean", "type", "memory"};
    private static final String[] THREADING = {"core-service", "platform-mbean", "type", "threading"};

    /** What an administrator does in the console: the model's attribute, without a reload. */
    public void enable(String datasource, boolean enabled) {
        run(Operations.createWriteAttributeOperation(
                Operations.createAddress("subsystem", "datasources", "data-source", datasource), "enabled", enabled));
    }

    /** @param kind flush-all, flush-idle, flush-gracefully or flush-invalid */
    public void flush(String datasource, String kind) {
        run(Operations.createOperation(
                kind + "-connection-in-pool",
                Operations.createAddress("subsystem", "datasources", "data-source", datasource)));
    }

    /** No new request is taken; comes back when those under way are answered, or after so many seconds. */
    public void suspend(int seconds) {
        ModelNode suspend = Operations.createOperation("suspend");
        suspend.get("suspend-timeout").set(seconds);
        run(suspend);
    }

    public void resume() {
        run(Operations.createOperation("resume"));
    }

    /** Comes back when the application is there again, anew. What it was doing is not waited for. */
    public void redeploy() {
        run(Operations.createOperation("redeploy", Operations.createAddress("deployment", "ROOT.war")));
    }

    public int threads() {
        return run(Operations.createReadAttributeOperation(Operations.createAddress(THREADING), "thread-count"))
                .asInt();
    }

    /** Threads that serve a request. */
    public int busyThreads() {
        return run(Operations.createReadAttributeOperation(
                        Operations.createAddress("subsystem", "io", "worker", "default"), "busy-task-thread-count"))
                .asInt();
    }

    /** Bytes of the heap in use after a full collection. */
    public long heapAfterCollection() {
        run(Operations.createOperation("gc", Operations.createAddress(MEMORY)));
        return run(Operations.createReadAttributeOperation(Operations.createAddress(MEMORY), "heap-memory-usage"))
                .get("used")
                .asLong();
    }

    private ModelNode run(ModelNode operation) {
        ModelControllerClientConfiguration configuration = new ModelControllerClientConfiguration.Builder()
                .setHostName("127.0.0.1")
                .setPort(port)
                .setConnectionTimeout((int) PATIENCE.toMillis())
                .build();
        try (ModelControllerClient client = ModelControllerClient.Factory.create(configuration)) {
            ModelNode answer = client.execute(operation);
            if (!Operations.isSuccessfulOutcome(answer)) {
                throw new IllegalStateException(answer.asString());
            }
            return Operations.readResult(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
