/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.AdminException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The lab as a program: see {@link #HELP}. */
public final class Main {
    private static final String HELP = """
            up               start a lab and stay; 'lab ready' when it is usable; ends with SIGTERM, Ctrl-C or 'down'
            down             take it down, or what a killed one left
            status           what scripts/drill status prints
            drill FAULT      a fault: see drill --help

            The home folder is target/lab, or -Dcafe.home. Ports: CAFE_LAB_PORT_BASE (54310) and the next 23,
            CAFE_QUEUE_PORT (8801) and the next. CAFE_LAB_FSYNC=off is quicker, and unsafe only if the machine itself dies.
            """;

    private static final Duration DOWN_LIMIT = Duration.ofSeconds(60);

    private Main() {}

    public static void main(String[] words) {
        try {
            run(List.of(words));
        } catch (LabInterruptedException | InterruptedException told) {
            // by the shutdown hook: everything is closed
        } catch (AdminException e) {
            fail(e.getMessage());
        } catch (UncheckedIOException e) {
            fail("The lab failed: " + e.getMessage());
        }
    }

    private static void fail(String sentence) {
        // interrupted: the JVM is on its way out already, and would wait for us for ever
        if (!Thread.currentThread().isInterrupted()) {
            System.err.println(sentence);
            System.exit(1);
        }
    }

    private static void run(List<String> words) throws InterruptedException {
        String command = words.isEmpty() ? "--help" : words.get(0);
        List<String> rest = words.subList(Math.min(1, words.size()), words.size());
        boolean help = rest.contains("--help") || rest.contains("-h");
        switch (command) {
            case "up" -> up(LabSettings.from(System.getenv()));
            case "down" -> down();
            case "status" -> drill(List.of("status"));
            case "drill" -> drill(help ? List.of("--help") : rest);
            case "--help", "-h" -> System.out.print(HELP);
            default -> throw new LabException("There is no command '" + command + "': see --help.");
        }
    }

    private static void up(LabSettings settings) throws InterruptedException {
        Thread main = Thread.currentThread();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(main, closed)));
        try {
            upUntilTold(settings);
        } finally {
            closed.countDown();
        }
    }

    private static void upUntilTold(LabSettings settings) throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch told = new CountDownLatch(1);
        try (Lab lab = Lab.start(settings);
                Control control = Control.listen(settings.home(), (words, out) -> serve(lab, told, words, out))) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println(
                    "lab ready west=127.0.0.1:" + lab.endpoint("west").port() + " east=127.0.0.1:"
                            + lab.endpoint("east").port() + " queue=127.0.0.1:"
                            + lab.queues().port("west") + " home=" + settings.home() + " ms=" + millis);
            control.serveUntil(told);
        }
    }

    /** A signal ends the JVM while the main thread still works: that one closes everything, and we wait for it. */
    private static void interruptAndWait(Thread main, CountDownLatch closed) {
        main.interrupt();
        try {
            closed.await(DOWN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // nothing more to be done
        }
    }

    private static void serve(Lab lab, CountDownLatch told, List<String> words, Consumer<String> out) {
        if (words.equals(List.of("down"))) {
            told.countDown();
        } else {
            new Drill(lab, out).run(words);
        }
    }

    private static void down() {
        Path home = LabSettings.homeFolder();
        if (Home.claimed(home)) {
            Control.ask(home, List.of("down"), System.out::println);
            Await.until("the lab is down", DOWN_LIMIT, () -> !Home.claimed(home));
        }
        Home.claim(home).close();
    }

    private static void drill(List<String> words) {
        if (words.equals(List.of("--help"))) {
            System.out.print(DrillHelp.TEXT);
        } else if (words.isEmpty()) {
            throw new LabException("Name a fault: see scripts/drill --help.");
        } else {
            Control.ask(LabSettings.homeFolder(), words, System.out::println);
        }
    }
}
