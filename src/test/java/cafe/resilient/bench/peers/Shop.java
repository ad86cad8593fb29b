/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.Executors;

/**
 * A rival as a program of its own: takes the cafe's REST orders with the JDK's HTTP server, HikariCP and Resilience4j. It
 * is set by system properties (shop.port, shop.url, shop.driver, shop.table, shop.unique, shop.override) and by SHOP_USER
 * and SHOP_PASSWORD in its environment. It ends when its standard input does, so it never outlives the bench.
 */
public final class Shop {

    static final String SETTINGS =
            "JDK HttpServer with 200 threads, HikariCP with 20 connections (5 idle), connectionTimeout 2 s,"
                    + " validationTimeout 1 s, keepaliveTime 30 s";

    private final ShopTable orders;

    private Shop(ShopTable orders) {
        this.orders = orders;
    }

    public static void main(String[] arguments) throws IOException {
        boolean unique = Boolean.getBoolean("shop.unique");
        Shop shop = new Shop(new ShopTable(pool(), System.getProperty("shop.table"), unique));
        int port = Integer.getInteger("shop.port");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        server.createContext("/api/orders", shop::take);
        server.setExecutor(Executors.newFixedThreadPool(200));
        server.start();
        while (System.in.read() >= 0) {
            // nothing is ever said to it
        }
        System.exit(0);
    }

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(System.getProperty("shop.url"));
        config.setDriverClassName(System.getProperty("shop.driver"));
        config.setUsername(System.getenv("SHOP_USER"));
        config.setPassword(System.getenv("SHOP_PASSWORD"));
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(5);
        config.setAutoCommit(false);
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setKeepaliveTime(30_000);
        config.setInitializationFailTimeout(-1);
        String override = System.getProperty("shop.override");
        if (override != null) {
            config.setExceptionOverrideClassName(override);
        }
        return new HikariDataSource(config);
    }

    private void take(HttpExchange exchange) throws IOException {
        int[] attempts = new int[1];
        try {
            ShopOrder order =
                    ShopOrder.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            int rows = Retries.begin().executeCallable(() -> {
                attempts[0]++;
                return orders.insert(order);
            });
            boolean confirmed = rows == 1 || attempts[0] > 1; // an earlier attempt of its own made the row
            String outcome = confirmed ? "CONFIRMED" : "ALREADY_PLACED";
            answer(exchange, confirmed ? 201 : 200, order.number(), outcome);
        } catch (SQLException e) {
            System.err.println("not taken after " + attempts[0] + " attempts: " + e);
            answer(exchange, 503, "", "NOT_TAKEN");
        } catch (Exception e) {
            System.err.println("failed after " + attempts[0] + " attempts: " + e);
            answer(exchange, 400, "", "BAD");
        }
    }

    private static void answer(HttpExchange exchange, int status, String number, String outcome) throws IOException {
        byte[] body = "{\"number\":\"%s\",\"outcome\":\"%s\"}"
                .formatted(number, outcome)
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
