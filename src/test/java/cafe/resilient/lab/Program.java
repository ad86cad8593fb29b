/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.AdminException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A program that starts labs and servers, and leaves none behind, however it ends. */
public final class Program {

    /** How long a Ctrl-C waits until everything is stopped. */
    private static final long DOWN_SECONDS = 60;

    private Program() {}

    /**
     * Does the work, then exits with the code it answers, or with 1 and a sentence if it fails.
     *
     * @param name for the sentence
     */
    public static void run(String name, Callable<Integer> work) {
        Logger.getLogger("").setLevel(Level.WARNING); // the client of management tells its libraries' versions
        Thread main = Thread.currentThread();
        CountDownLatch down = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(main, down)));
        int exit;
        String failure = "";
        try {
            exit = work.call();
        } catch (Exception e) {
            exit = 1;
            failure = (e instanceof AdminException ? e.getMessage() : "The " + name + " failed: " + e) + "\n";
        }
        down.countDown();
        // interrupted: the JVM is on its way out already, and would wait for us for ever
        if (exit != 0 && !main.isInterrupted()) {
            System.err.print(failure);
            System.exit(exit);
        }
    }

    /** A signal ends the JVM while the main thread still works: that one stops everything, and we wait for it. */
    private static void interruptAndWait(Thread main, CountDownLatch down) {
        main.interrupt();
        try {
            down.await(DOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // nothing more to be done
        }
    }
}
