/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static cafe.resilient.chaos.Band.Touch.DATABASE;

import cafe.resilient.chaos.Band.Track;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a control goes without, the breach that shows it, and the smallest schedule that brings it about. */
enum Mechanism {
    /** A replay is interrupted for longer than it tries: with the network slow, in the middle of a transaction. */
    COMMIT_FIRST(
            Breach.LOST,
            Fault.lasting(Track.NETWORK, 1, "delay 40ms", 20, Set.of(DATABASE), "heal"),
            Fault.lasting(Track.DATABASE, 2, "freeze", 8, Set.of(DATABASE), "thaw"),
            Fault.lasting(Track.DATABASE, 11, "freeze", 8, Set.of(DATABASE), "thaw")),
    RETRY(Breach.QUEUED_EARLY, Fault.lasting(Track.NETWORK, 2, "commit-lost --times 10", 2, Set.of(DATABASE), "heal")),
    /**
     * Connections to a writer that is cut off stay open, and silent: nobody is called back by a reset. It lasts as long as the
     * watch may need to find that out, and not as long as a socket waits.
     */
    FLUSH(
            Breach.KEPT_WAITING,
            Fault.passing(Track.DATABASE, 2, "cut --promote-after 900ms", 3, Set.of(DATABASE), "heal", "rejoin")),
    /** Each lost reply flushes the pool while others are in it. */
    COMMIT_CHECK(Breach.LOST, Fault.lasting(Track.NETWORK, 2, "commit-lost --times 10", 3, Set.of(DATABASE), "heal")),
    WATCH(
            Breach.KEPT_WAITING,
            Fault.passing(Track.DATABASE, 2, "lose-region", 5, Set.of(DATABASE), "rejoin", "switchover west")),
    /** The last: afterwards numbers are no longer unique in its databases. */
    INSERT_ONCE(Breach.DOUBLED, Fault.lasting(Track.NETWORK, 2, "commit-lost --times 5", 2, Set.of(DATABASE), "heal"));

    final Breach breach;
    final List<Fault> schedule;

    Mechanism(Breach breach, Fault... schedule) {
        this.breach = breach;
        this.schedule = List.of(schedule);
    }

    /** As it is typed. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String all() {
        return String.join(
                ", ", List.of(values()).stream().map(Mechanism::title).toList());
    }

    /** Switches it off on a server that has {@link Without}, and all others on. */
    void off(Stage stage) throws Exception {
        if (this == INSERT_ONCE) {
            stage.allowDoubles();
        }
        set(stage, title());
    }

    private static void set(Stage stage, String mechanism) throws IOException, InterruptedException {
        stage.remember(Without.PROPERTY, mechanism);
        URI uri = URI.create("http://127.0.0.1:" + stage.http() + "/without?mechanism=" + mechanism);
        HttpRequest post =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
        int status =
                HttpClient.newHttpClient().send(post, BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IOException("The control was not switched: " + status);
        }
    }
}
