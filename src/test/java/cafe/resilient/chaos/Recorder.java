/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.Command;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes everything that happens into history.jsonl the moment it happens, a JSON object a line. */
final class Recorder implements AutoCloseable {

    private final Writer out;
    private final long start = System.nanoTime();
    private final AtomicInteger tries = new AtomicInteger();

    Recorder(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        write(Json.createObjectBuilder().add("began", System.currentTimeMillis()));
    }

    /** Microseconds since the run began. */
    long now() {
        return (System.nanoTime() - start) / 1_000;
    }

    /** Answers the id of the try. To be called just before it is sent. */
    int sent(Try.Kind kind, boolean page, Command command) {
        int id = tries.incrementAndGet();
        write(Json.createObjectBuilder()
                .add("sent", id)
                .add("at", now())
                .add("kind", kind.name())
                .add("page", page)
                .add("content", Commands.content(command))
                .add("command", Commands.toJson(command)));
        return id;
    }

    void answered(int id, Answer answer) {
        write(Json.createObjectBuilder()
                .add("answered", id)
                .add("at", answer.at())
                .add("told", answer.told().name())
                .add("number", answer.number())
                .add("evidence", answer.evidence()));
    }

    void fault(Band band) {
        JsonArrayBuilder touches = Json.createArrayBuilder();
        band.touches().forEach(touch -> touches.add(touch.name()));
        write(Json.createObjectBuilder()
                .add("fault", band.name())
                .add("track", band.track().name())
                .add("touches", touches)
                .add("from", band.from())
                .add("to", band.to())
                .add("said", band.said()));
    }

    void sampled(Sample sample) {
        write(Json.createObjectBuilder()
                .add("sampled", sample.at())
                .add("queued", sample.queued())
                .add("writer", sample.writer()));
    }

    void used(Usage usage) {
        write(Json.createObjectBuilder()
                .add("used", usage.at())
                .add("cafe", usage.cafe())
                .add("busy", usage.busy())
                .add("all", usage.all()));
    }

    private void write(JsonObjectBuilder line) {
        String text = line.build().toString();
        try {
            synchronized (out) {
                out.write(text + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
