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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A TCP relay on the loopback interface, always between the client and the server. It leads to one port at a time;
 * moving it resets every connection to the old one before the first reaches the new one, as a cloud fences the old writer
 * before it re-points the name; only those on a way that is cut are left to hang, as no reset comes through. Network
 * faults are made in {@link Link}, which sees every byte, each way on its own.
 */
public final class Relay implements AutoCloseable {
    private static final int NOWHERE = 0;

    private final HeldPort held;
    private final Conditions conditions = new Conditions();
    private final LongAdder accepted = new LongAdder();
    private final Traps traps;
    private final Function<Link, Wires> wires;
    /** Guarded by this, as are the two below. */
    private final Set<Link> links = new HashSet<>();

    private int target = NOWHERE;
    private ServerSocket listener;
    private Thread acceptor;

    private Relay(HeldPort held, Traps traps, Function<Link, Wires> wires) {
        this.held = held;
        this.traps = traps;
        this.wires = wires;
    }

    /** Carries whatever comes. Refuses connections until it leads somewhere. */
    static Relay plain(HeldPort held) {
        return new Relay(held, new Traps(), link -> Wires.PLAIN);
    }

    /** Reads along, and so can lose a commit. Refuses connections until it leads somewhere. */
    static Relay ofPostgres(HeldPort held) {
        Traps traps = new Traps();
        return new Relay(held, traps, link -> new Conversation(link, traps).wires());
    }

    /** Whoever made the wires reads along. Refuses connections until it leads somewhere. */
    static Relay of(HeldPort held, Function<Link, Wires> wires) {
        return new Relay(held, new Traps(), wires);
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return held.number;
    }

    /** How many connections clients have made through it so far. Those it refused are not known to it. */
    public long accepted() {
        return accepted.sum();
    }

    /** Leads to this port of the machine from now on. Does nothing if it does already. */
    synchronized void leadTo(int newTarget) {
        boolean moves = newTarget != target;
        pointTo(newTarget);
        if (moves) {
            fence();
        }
    }

    /** As a name that is changed leads elsewhere: who is connected to where it led before stays so. */
    synchronized void pointTo(int newTarget) {
        target = newTarget;
        if (listener == null) {
            listen();
        }
    }

    /**
     * Resets all connections and refuses new ones. A client whose way is cut is left to hang, but nothing of him reaches the server
     * any more, a login neither: the server's last word may be taken now.
     */
    synchronized void refuse() {
        target = NOWHERE;
        closeListener();
        fence();
        links.forEach(Link::leaveServer);
    }

    private void fence() {
        for (Link link : new ArrayList<>(links)) {
            if (!conditions.cut(link.target)) {
                link.cut();
            }
        }
    }

    /** The kernel goes on listening until the thread that waits in accept has left it. */
    private void closeListener() {
        if (listener != null) {
            try {
                listener.close();
                acceptor.join();
            } catch (IOException e) {
                // closed is closed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener = null;
        }
    }

    /** Resets every connection, both ways. */
    synchronized void reset() {
        new ArrayList<>(links).forEach(Link::cut);
    }

    /** Nothing is wrong with the network any more. What waited comes through; connections that lost something are reset. */
    synchronized void heal() {
        conditions.heal();
        traps.clear();
        links.stream().filter(Link::lost).toList().forEach(Link::destroy);
    }

    Conditions conditions() {
        return conditions;
    }

    Traps traps() {
        return traps;
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
            acceptor = daemon("relay-" + port(), () -> accept(opened));
            acceptor.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                accepted.increment();
                daemon("relay-" + port() + "-link", () -> lead(client)).start();
            } catch (IOException closed) {
                // refused from now on
            }
        }
    }

    private void lead(Socket client) {
        Link link = register(client);
        try {
            if (link.target != NOWHERE) {
                link.run(wires.apply(link));
            }
        } finally {
            link.destroy();
            forget(link);
        }
    }

    /** Under the same lock as a move: a connection is reset by the move or leads to the new target. */
    private synchronized Link register(Socket client) {
        Link link = new Link(client, target, conditions);
        links.add(link);
        return link;
    }

    private synchronized void forget(Link link) {
        links.remove(link);
    }

    private synchronized void destroy() {
        links.forEach(Link::destroy);
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        refuse();
        destroy();
        held.close();
    }
}
