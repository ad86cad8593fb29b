/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static cafe.resilient.it.Cafe.logged;
import static cafe.resilient.it.MessageIT.message;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.SchemaFaults;
import cafe.resilient.server.ServerFolder;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The administration of a database goes wrong while customers order: its writer is well, and a sequence, a trigger, a lock, a
 * setting or a password is not (F24, F25). Nobody is refused, nothing is set aside, and all heals by itself.
 */
@ArquillianTest
class AdministrationIT extends WhileCustomersOrder {

    /** Orders a second. */
    private static final int RATE = 10;

    private final SchemaFaults faults = new SchemaFaults(lab);

    private final Site management = new Site(Integer.getInteger("cafe.management.port"));

    @AfterEach
    void mend() throws SQLException {
        changeSchema("alter system reset synchronous_standby_names");
        changeSchema("select pg_reload_conf()");
        faults.mend();
        changeSchema("grant select, update (at) on cafe.heartbeat to cafe_app");
        changeSchema("insert into cafe.heartbeat default values on conflict do nothing");
        Wait.until("no fault is known", () -> orders().getString("state").equals("whole"));
        try (Kept kept = new Kept("west")) {
            Wait.until("the queue is empty", () -> kept.waiting() == 0);
        }
    }

    @Test
    void aSequenceThatIsAtItsEndF24() throws Exception {
        long aside = aside();
        everybodyIsTakenDuring(customers -> {
            faults.make("sequence-ends");
            customers.awaitQueued(RATE);
            assertThat(orders().getString("PlaceOrder in region west")).contains("2200H", "cafe.ordersraw");
        });
        assertThat(aside()).isEqualTo(aside);
    }

    /** As a restore leaves it. */
    @Test
    void aSequenceThatIsBehindItsTableF24() throws Exception {
        long aside = aside();
        everybodyIsTakenDuring(customers -> {
            faults.make("sequence-behind");
            customers.awaitQueued(2);
            assertThat(logged("UDP0308", "23505", "ordersraw_pkey")).isPositive();
        });
        assertThat(aside()).isEqualTo(aside);
    }

    /** For longer than three failures of a poison are apart. */
    @Test
    void aTriggerThatRaisesF24() throws Exception {
        long aside = aside();
        everybodyIsTakenDuring(customers -> {
            long begun = System.nanoTime();
            faults.make("trigger-raises");
            customers.awaitQueued(1);
            Wait.until("poison would be set aside", () -> seconds(begun) > 13);
        });
        assertThat(aside()).isEqualTo(aside);
    }

    @Test
    void aLockOnTheTableOfOrdersF24() throws Exception {
        try (Customers customers = new Customers(Cafe.site(), RATE)) {
            customers.awaitAnswers(RATE);
            faults.make("lock-orders");
            customers.awaitQueued(2);
            long begun = System.nanoTime();
            customers.awaitQueued(RATE + 2);
            assertThat(seconds(begun))
                    .as("those after the first few do not wait")
                    .isLessThan(4);
            assertThat(Cafe.site()
                            .postJson("/api/messages", message(name(), "", "hello"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(orders().getString("writer")).isEqualTo("west");
            faults.mend();
            Wait.within(Duration.ofSeconds(10), "orders are confirmed again", this::isConfirmed);

            customers.requireAllTaken(book);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from cafe.heartbeat for update",
                "lock table cafe.heartbeat",
                "delete from cafe.heartbeat",
                "revoke update on cafe.heartbeat from cafe_app"
            })
    void aHeartbeatThatCannotBeWrittenIsNoLostWriterF24(String sql) throws Exception {
        long lost = logged("UDP0202");
        long flushed = logged("UDP0204");
        try (Customers customers = new Customers(Cafe.site(), RATE);
                Connection administrator = lab.connect(lab.writer(), "postgres");
                Statement statement = administrator.createStatement()) {
            customers.awaitAnswers(RATE);
            administrator.setAutoCommit(!sql.contains("for update") && !sql.startsWith("lock"));
            statement.execute(sql);
            Wait.until("it is named", () -> orders().containsKey("heartbeat of region west"));
            customers.awaitAnswers(3 * RATE);
            if (!administrator.getAutoCommit()) {
                administrator.rollback();
            }
            customers.requireAllConfirmed(book);
        }
        assertThat(logged("UDP0202")).isEqualTo(lost);
        assertThat(logged("UDP0204")).isEqualTo(flushed);
    }

    @Test
    void aSearchPathThatIsChangedAndChangedBackF24() throws Exception {
        try (Customers customers = new Customers(Cafe.site(), RATE)) {
            customers.awaitAnswers(RATE);
            faults.make("search-path");
            Wait.until(
                    "it is named",
                    () -> orders().getString("heartbeat of region west", "").contains("42P01"));
            customers.awaitAnswers(RATE);
            changeSchema("alter role cafe_app set search_path = cafe");
            Wait.within(Duration.ofSeconds(60), "it heals", () -> !orders().containsKey("heartbeat of region west"));

            customers.requireAllTaken(book);
        }
    }

    @Test
    void columnsThatAreChangedUnderWayF24() throws Exception {
        long errors = logged("UDP0308");
        String known = json(place()).getString("number");
        try (Customers customers = new Customers(Cafe.site(), RATE)) {
            customers.awaitAnswers(RATE);
            for (int i = 0; i < 5; i++) { // more often than the driver needs to prepare a statement on the server
                assertThat(Cafe.site().get("/api/orders/" + known).statusCode()).isEqualTo(200);
            }
            faults.make("columns");
            for (int i = 0; i < 20; i++) {
                assertThat(Cafe.site().get("/api/orders/" + known).statusCode()).isEqualTo(200);
            }
            customers.awaitAnswers(RATE);
            faults.mend();

            customers.requireAllTaken(book);
        }
        assertThat(logged("UDP0308")).isEqualTo(errors);
    }

    @Test
    void aPasswordThatIsChangedIsNamedAndTheNewOneNeedsNoReloadF25() throws Exception {
        everybodyIsTakenDuring(customers -> {
            faults.make("password");
            customers.awaitQueued(RATE);
            assertThat(orders().getString("region west")).contains("28P01");
            assertThat(logged("UDP0210", "28P01")).isPositive();
            try {
                fillCredentialStore("another");
                Wait.within(Duration.ofSeconds(10), "orders are confirmed again", this::isConfirmed);
            } finally {
                setPassword(lab.secret("app"));
                fillCredentialStore(lab.secret("app"));
            }
        });
    }

    /** Each commit then succeeds on one server alone, with a warning. */
    @Test
    void aWaitForTheStandbyThatIsCancelledConfirmsNobodyF24() throws Exception {
        try (Customers customers = new Customers(Cafe.site(), RATE)) {
            customers.awaitAnswers(RATE);
            changeSchema("alter system set synchronous_standby_names = 'nobody'");
            changeSchema("select pg_reload_conf()");
            Wait.until("commits are on one server alone", () -> {
                cancelWaits();
                return orders().containsKey("commits in region west");
            });
            Wait.until("orders are queued", () -> {
                cancelWaits();
                return place().statusCode() == 202;
            });
            mend();
            customers.requireAllTaken(book);
        }
        assertThat(logged("UDP0212")).isPositive();
    }

    /** What is done to the databases; mended before the rows are counted. */
    private interface Mischief {
        void happen(Customers customers) throws Exception;
    }

    private void everybodyIsTakenDuring(Mischief mischief) throws Exception {
        try (Customers customers = new Customers(Cafe.site(), RATE)) {
            customers.awaitAnswers(RATE);
            mischief.happen(customers);
            mend();
            customers.requireAllTaken(book);
        }
    }

    /** What health says of orders. */
    private JsonObject orders() {
        return json(management.get("/health/ready")).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("stores"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    private java.net.http.HttpResponse<String> place() {
        return Cafe.site().postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", ""));
    }

    private boolean isConfirmed() {
        return place().statusCode() == 201;
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private long aside() {
        try (Kept kept = new Kept("west")) {
            return kept.setAside();
        }
    }

    private static void setPassword(String password) throws SQLException {
        changeSchema("alter role cafe_app password '" + password + "'");
    }

    private static void fillCredentialStore(String password) {
        Path base = Path.of(System.getProperty("cafe.store")).getParent().getParent();
        ServerFolder.fillCredentialStore(Path.of(System.getProperty("cafe.it.server")), base, password);
    }

    private static void cancelWaits() {
        try {
            changeSchema("select pg_cancel_backend(pid) from pg_stat_activity"
                    + " where wait_event = 'SyncRep' and usename = 'cafe_app'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
