/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Lending;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another application on the platform: its commands, and transactions of any kind, each done once. */
@Tag("own-server")
class LendingIT extends Library {

    @BeforeAll
    static void open() throws Exception {
        open(Map.of());
    }

    @Test
    void itsCallsSurviveAZoneFailover() {
        register("CONFIRMED"); // the first is slow by itself

        CompletableFuture<Void> failover = CompletableFuture.runAsync(() -> lab.zoneFailover(Duration.ofSeconds(1)));
        List<String> numbers = new ArrayList<>();
        long longest = 0;
        while (!failover.isDone()) {
            long sent = System.nanoTime();
            numbers.add(register("CONFIRMED"));
            longest = Math.max(longest, System.nanoTime() - sent);
        }
        failover.join();

        assertThat(Duration.ofNanos(longest)).as("one waited").isGreaterThan(Duration.ofSeconds(1));
        assertThat(numbers)
                .allSatisfy(number -> assertThat(members.rows(number)).isEqualTo(1));
    }

    @Test
    void itsCallsSurviveTheLossOfEveryDatabase() {
        lab.loseAll(false);

        String number = register("QUEUED");
        assertThat(state(number)).isEqualTo("QUEUED");
        lab.restore("west");
        Wait.until("it is entered", () -> state(number).equals("CONFIRMED"));

        assertThat(members.rows(number)).isEqualTo(1);
    }

    /** K5 and K13: each sum is added once, whatever happens to its transaction. */
    @Test
    void paymentsAreBookedOnceThroughLostCommitsFailoversAndTheLossOfEveryDatabase() throws Exception {
        int card = member();
        try (Payers payers = new Payers(site, card)) {
            payers.awaitAnswers(20);
            lab.network("west").commitLost(3, false);
            lab.network("west").commitRequestLost(3, false);
            payers.awaitAnswers(20);
            lab.zoneFailover(Duration.ofMillis(500));
            payers.awaitAnswers(20);
            lab.loseRegion(false);
            payers.awaitAnswers(20);
            lab.restore("west");
            payers.awaitAnswers(20);
            lab.loseAll(false);
            payers.awaitAnswers(20);
            lab.restore("west");
            payers.awaitAnswers(20);

            int paid = payers.stop();

            assertThat(fees(card)).isEqualTo(payers.sum());
            assertThat(count("lending.payments", card)).isEqualTo(paid);
        }
    }

    /** Its control: without a number in the log the same fault books it twice. */
    @Test
    void withoutACommandACarelessCorrectionIsDoneTwice() {
        int card = member();
        lab.network("west").commitLost(1, false);

        assertThat(post("/accounts/" + card + "/careless-corrections", "cents=100")
                        .statusCode())
                .isEqualTo(204);

        assertThat(fees(card)).isEqualTo(200);
    }

    /** It is no command, so nobody can tell whether it was executed: it must not be again. */
    @Test
    void aCorrectionWhoseCommitReplyIsLostIsUnknownAndDoneOnce() {
        int card = member();
        lab.network("west").commitLost(1, false);

        HttpResponse<String> answer = post("/accounts/" + card + "/corrections", "cents=100");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).getString("outcome")).isEqualTo("UNKNOWN");
        assertThat(fees(card)).isEqualTo(100);
    }

    @Test
    void aPaymentThatIsSentAgainGetsTheResultOfTheFirst() {
        int card = member();
        String key = UUID.randomUUID().toString();
        JsonObject first = json(pay(card, 100, key));
        pay(card, 50, UUID.randomUUID().toString());

        JsonObject again = json(pay(card, 100, key));

        assertThat(again).isEqualTo(first);
        assertThat(first.getInt("fees")).isEqualTo(100);
        assertThat(json(site.get("/commands/" + first.getString("number"))).getInt("fees"))
                .isEqualTo(100);
        assertThat(fees(card)).isEqualTo(150);
    }

    /** Its exception says nothing of a rollback. */
    @Test
    void whatAnExceptionOfTheApplicationForbidsLeavesNothingBehind() {
        int card = member();

        refused(
                "Nobody gets back more than he paid",
                pay(card, -100, UUID.randomUUID().toString()));

        assertThat(fees(card)).isZero();
        assertThat(count("lending.payments", card)).isZero();
    }

    @Test
    void rulesOfTheLibraryReachTheirCallersAsTheyAre() {
        int card = member();
        String copy = copy();

        assertThat(lend(copy, card).statusCode()).isEqualTo(201);
        refused("The copy is lent", lend(copy, card));
        refused("Nobody has this card", lend(copy(), -1));
        assertThat(post("/copies/" + copy + "/returns", "").statusCode()).isEqualTo(201);
        refused("The copy is not lent", post("/copies/" + copy + "/returns", ""));
        assertThat(lend(copy, card).statusCode()).isEqualTo(201);

        assertThat(site.get("/members/" + card + "/copies").body()).isEqualTo("[\"" + copy + "\"]");
        assertThat(log()).doesNotContain("UDP0103").doesNotContain("UDP0308");
    }

    @Test
    void ofTwoWhoWantTheLastCopyInAnOutageTheFirstGetsItAndTheOtherIsTold() {
        int card = member();
        String copy = copy();
        lab.loseAll(false);
        String first = number(lend(copy, card), "QUEUED");
        String second = number(lend(copy, card), "QUEUED");
        String third = number(lend(copy(), card), "QUEUED");

        lab.restore("west");

        Wait.until(
                "both are decided",
                () -> List.of(state(first), state(second), state(third))
                        .equals(List.of("CONFIRMED", "REFUSED", "CONFIRMED")));
        assertThat(json(site.get("/commands/" + second)).getString("reason")).isEqualTo("The copy is lent");
        assertThat(log.rows(second)).as("it is not in the log").isZero();
        assertThat(log()).contains("UDP0312").doesNotContain("UDP0305");
        Wait.until("the member is told", () -> log().contains("A member is told of " + second + ": The copy is lent"));

        assertThat(post("/copies/" + copy + "/returns", "").statusCode()).isEqualTo(201);
        queue("retry", second);
        Wait.until("an administrator lets him have it", () -> state(second).equals("CONFIRMED"));
    }

    /** The member, what he pays and what he takes home are of three types. */
    @Test
    void whatWaitsIsDoneInTheOrderInWhichItCame() {
        int card = cards.incrementAndGet();
        String copy = copy();
        lab.loseAll(false);
        List<String> numbers = List.of(
                number(register("Ada", card), "QUEUED"),
                number(lend(copy, card), "QUEUED"),
                number(post("/copies/" + copy + "/returns", ""), "QUEUED"),
                number(lend(copy, card), "QUEUED"),
                number(pay(card, 100, UUID.randomUUID().toString()), "QUEUED"));

        lab.restore("west");

        Wait.until(
                "all are done",
                () -> numbers.stream().allMatch(number -> state(number).equals("CONFIRMED")));
    }

    /** A member lends and returns the same copy in turn: one that is overtaken is refused. */
    @Test
    void whatIsDoneToOneCopyKeepsItsOrderWhenTheDatabaseIsBack() {
        List<String> states = statesOfOneCopy(copy(), () -> {});

        assertThat(states).hasSizeGreaterThan(40).containsOnly("CONFIRMED");
    }

    /** Its control: what has no order is overtaken by a call that comes when the database is back. */
    @Test
    void whatIsDoneToALooseLeafIsOvertaken() {
        assertThat(statesOfOneCopy("loose-" + cards.incrementAndGet(), lab.queues()::mute))
                .contains("REFUSED");
    }

    @Test
    void aTextThatNoTableCanHoldIsRefusedAndHoldsUpNobody() {
        int card = member();

        assertThat(post("/copies/%00a/loans", "card=" + card).statusCode()).isEqualTo(409);

        assertThat(log()).doesNotContain("UDP0308");
    }

    @Test
    void aCardThatIsTakenIsRefusedAtOnceByTheNameOfItsRule() {
        int card = cards.incrementAndGet();
        assertThat(register("Ada", card).statusCode()).isEqualTo(201);

        long begun = System.nanoTime();
        HttpResponse<String> answer = register("Bob", card);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("members_one_a_card");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(log()).doesNotContain("UDP0308").doesNotContain("UDP0309");
    }

    @Test
    void inAReplayTheMemberWhoseCardIsTakenGoesToTheDeadLettersAndItsNeighboursGoIn() {
        int card = cards.incrementAndGet();
        assertThat(register("Ada", card).statusCode()).isEqualTo(201);
        lab.loseAll(false);
        String taken = number(register("Bob", card), "QUEUED");
        List<String> neighbours = List.of(register("QUEUED"), register("QUEUED"));

        lab.restore("west");

        Wait.until("they are entered", () -> neighbours.stream().allMatch(number -> members.rows(number) == 1));
        try (Kept kept = new Kept("west", Lending.QUEUE)) {
            Wait.until("it is set aside", () -> kept.reason(taken) != null);
            assertThat(kept.reason(taken)).contains("23505", "members_one_a_card");
        }
    }

    @Test
    void aBugAndASlowStatementAreToldAsWhatTheyAreAndFlushNobodysPool() throws Exception {
        register("CONFIRMED");
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> site.get("/accounts/audit/4"));
        while (!slow.isDone()) {
            register("CONFIRMED");
        }

        assertThat(slow.get().statusCode()).isEqualTo(503);
        assertThat(slow.get().body()).contains("NOT_TAKEN", "longer than the socket's time-out");
        assertThat(site.get("/accounts/guess").statusCode()).isEqualTo(500);
        assertThat(site.get("/accounts/1/without-transaction").statusCode()).isEqualTo(500);
        assertThat(log()).contains("UDP0106").doesNotContain("UDP0204");
    }
}
