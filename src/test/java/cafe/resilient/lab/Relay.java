/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * A TCP relay on the loopback interface, always between the client and the server. It leads to one port at a time;
 * moving it cuts every connection to the old one before the first reaches the new one, as a cloud fences the old writer
 * before it re-points the name. Network faults belong in {@link Link}, which sees every byte, each way on its own.
 */
public final class Relay implements AutoCloseable {
    private static final int NOWHERE = 0;

    private final HeldPort held;
    /** Guarded by this, as are the two below. */
    private final Set<Link> links = new HashSet<>();

    private int target = NOWHERE;
    private ServerSocket listener;

    /** Refuses connections until it leads somewhere. */
    Relay(HeldPort held) {
        this.held = held;
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return held.number;
    }

    /** Leads to this port of the machine from now on. Does nothing if it does already. */
    synchronized void leadTo(int newTarget) {
        if (newTarget != target) {
            target = newTarget;
            cut();
        }
        if (listener == null) {
            listen();
        }
    }

    /** Cuts all connections and refuses new ones. */
    synchronized void refuse() {
        target = NOWHERE;
        closeListener();
        cut();
    }

    private void closeListener() {
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException e) {
                // closed is closed
            }
            listener = null;
        }
    }

    /** Resets every connection, both ways. */
    synchronized void cut() {
        new ArrayList<>(links).forEach(Link::cut);
    }

    /** The port it leads to; 0 while it refuses. */
    synchronized int target() {
        return target;
    }

    private void listen() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 512);
            listener = opened;
            daemon("relay-" + port(), () -> accept(opened)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                daemon("relay-" + port() + "-link", () -> lead(client)).start();
            } catch (IOException closed) {
                // refused from now on
            }
        }
    }

    private void lead(Socket client) {
        Link link = new Link(client);
        int to = register(link);
        try {
            if (to != NOWHERE) {
                link.run(to);
            }
        } finally {
            link.cut();
            forget(link);
        }
    }

    /** Registered under the same lock as a move: a connection is cut by the move or leads to the new target. */
    private synchronized int register(Link link) {
        links.add(link);
        return target;
    }

    private synchronized void forget(Link link) {
        links.remove(link);
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        refuse();
        held.close();
    }
}
