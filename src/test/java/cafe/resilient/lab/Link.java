/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** One connection through a relay: a socket to the client, one to the server, and a pump for each way. */
final class Link {
    private static final int CONNECT_MILLIS = 2000;
    private static final int BUFFER = 1 << 15;

    /** The port of the server. */
    final int target;

    private final Conditions conditions;
    private final Socket client;
    private final Socket server = new Socket();
    /** What becomes of the client is kept from the server: it has something under way, or is not to know. */
    private volatile boolean serverKept;

    private volatile boolean lost;
    private volatile boolean over;

    Link(Socket client, int target, Conditions conditions) {
        this.client = client;
        this.target = target;
        this.conditions = conditions;
    }

    /** Connects to the server and carries bytes both ways until either side ends or somebody cuts. */
    void run(Wires wires) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            conditions.pass(Way.TO_SERVER, target, this::over);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
        } catch (IOException refused) {
            // nobody there: the client is reset by the caller's cut
            return;
        }
        Thread answers = Relay.daemon("relay-answers", () -> pump(Way.TO_CLIENT, server, client, wires.toClient()));
        answers.start();
        pump(Way.TO_SERVER, client, server, wires.toServer());
        if (serverKept) {
            join(answers);
        }
    }

    private void pump(Way way, Socket from, Socket to, Wire wire) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                conditions.pass(way, target, this::over);
                wire.carry(buffer, length, out);
            }
            conditions.pass(way, target, this::over);
            end(way);
        } catch (IOException broken) {
            // nor does a reset come through where bytes do not
            conditions.awaitWhole(target, this::over);
            if (way == Way.TO_CLIENT) {
                serverKept = false;
            }
            cut();
        }
    }

    /** The orderly end: one side has closed, the other is told so, after all that was on its way. */
    private void end(Way way) {
        close(client);
        if (!serverKept || way == Way.TO_CLIENT) {
            close(server);
            isOver();
        }
    }

    /** Resets both sides; what was on its way is lost. A server that is kept is not told. */
    void cut() {
        reset(client);
        if (!serverKept) {
            reset(server);
            isOver();
        }
    }

    /** Nothing more is said to the server, and nothing comes from it. The client learns of it when his way is whole. */
    void leaveServer() {
        if (!serverKept) {
            reset(server);
        }
    }

    /** Resets both sides, whatever was arranged. */
    void destroy() {
        serverKept = false;
        cut();
    }

    private void isOver() {
        over = true;
        conditions.wake();
    }

    private boolean over() {
        return over;
    }

    // ---- what a trap does

    /** Holds what is on its way, for that time or until nobody waits for it any more. */
    void hold(Duration time) {
        conditions.hold(time, this::over);
    }

    /** Says something to the client that no server said. Only while the server has nothing to say. */
    void answer(byte[] said) throws IOException {
        client.getOutputStream().write(said);
    }

    /** Nothing comes through any more. */
    void lose(boolean hang) {
        lost = true;
        if (!hang) {
            cut();
        }
    }

    /** As {@link #lose}, and the server never learns what becomes of the client. */
    void loseFromServer(boolean hang) {
        serverKept = true;
        lose(hang);
    }

    /** True when nothing comes through any more. */
    boolean lost() {
        return lost;
    }

    /** Holds what the client said, and says it to the server even if the client is cut off meanwhile. */
    void deliverLate(byte[] said, Duration time) throws IOException {
        serverKept = true;
        conditions.hold(time, this::over);
        conditions.pass(Way.TO_SERVER, target, this::over);
        server.getOutputStream().write(said);
        serverKept = false;
        if (client.isClosed()) {
            end(Way.TO_SERVER);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a relay", e);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // then there is nothing to reset
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
