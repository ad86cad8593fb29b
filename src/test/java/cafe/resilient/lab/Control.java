/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * How scripts reach a running lab: a Unix socket in a folder nobody else may enter. A request is its words, a line each,
 * ended by an empty line; the answer is lines of output, each after "+", and last "." for done or "-" and a sentence.
 */
final class Control implements AutoCloseable {
    private static final int LONGEST = 107;

    private final ServerSocketChannel server;

    private Control(ServerSocketChannel server) {
        this.server = server;
    }

    interface Command {
        /** @throws LabException when it is refused */
        void run(List<String> words, Consumer<String> out);
    }

    static Control listen(Path home, Command command) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(address(home));
            Relay.daemon("control", () -> accept(server, command)).start();
            return new Control(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets others ask until one of them, or whoever interrupts us, has it end. */
    void serveUntil(CountDownLatch told) throws InterruptedException {
        told.await();
    }

    /** The kernel takes 107 bytes; from where we stand the path is mostly shorter. */
    private static UnixDomainSocketAddress address(Path home) {
        Path socket = Home.socket(home);
        Path relative = Path.of("").toAbsolutePath().relativize(socket);
        Path shorter = relative.toString().length() < socket.toString().length() ? relative : socket;
        if (shorter.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new LabException("The home folder's path is too long for a Unix socket: " + home
                    + "; set CAFE_HOME to a shorter one.");
        }
        return UnixDomainSocketAddress.of(shorter);
    }

    private static void accept(ServerSocketChannel server, Command command) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Relay.daemon("drill", () -> serve(client, command)).start();
            } catch (IOException closed) {
                // the lab comes down
            }
        }
    }

    private static void serve(SocketChannel client, Command command) {
        try (client;
                BufferedReader in = reader(client);
                PrintWriter out = writer(client)) {
            List<String> words = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                words.add(line);
            }
            out.println(answer(words, command, line -> out.println("+" + line)));
        } catch (IOException gone) {
            // whoever asked did not wait; what he asked for is done
        }
    }

    private static String answer(List<String> words, Command command, Consumer<String> out) {
        try {
            command.run(words, out);
            return ".";
        } catch (LabException e) {
            return "-" + e.getMessage().replace('\n', ' ');
        } catch (RuntimeException e) {
            return "-The lab failed: " + String.valueOf(e).replace('\n', ' ');
        }
    }

    /**
     * Asks the lab of that home, and hands on its output as it comes.
     *
     * @throws LabException with the lab's own sentence, or when none runs there
     */
    static void ask(Path home, List<String> words, Consumer<String> output) {
        try (SocketChannel channel = SocketChannel.open(address(home));
                PrintWriter out = writer(channel);
                BufferedReader in = reader(channel)) {
            words.forEach(out::println);
            out.println();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new LabException("The lab ended before it answered.");
                } else if (line.startsWith("-")) {
                    throw new LabException(line.substring(1));
                }
                output.accept(line.substring(1));
            }
        } catch (IOException e) {
            throw new LabException("No lab runs in " + home + ": start it with scripts/run.", e);
        }
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    private static PrintWriter writer(SocketChannel channel) {
        return new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
