/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database as an administrator names it.
 *
 * @param url jdbc:postgresql://HOST:PORT/DATABASE, perhaps with parameters
 * @param variable the environment variable that the password was in
 */
record Database(String url, String user, String password, String variable) {

    private static final String SECONDS_TO_CONNECT = "5";

    /** A database that is frozen lets nobody in, and does not say so. */
    private static final String SECONDS_TO_LOG_IN = "10";

    /** @throws AdminException when one of them cannot be right */
    Database {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new AdminException("The URL must begin with jdbc:postgresql: .");
        } else if (password.isEmpty()) {
            throw new AdminException("Give " + variable + " in the environment: the password of " + user + ".");
        }
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("loginTimeout", SECONDS_TO_LOG_IN);
        properties.setProperty("socketTimeout", SECONDS_TO_LOG_IN);
        return DriverManager.getConnection(url, properties);
    }

    /** Where it is, without the parameters of its address: they may hold a password. */
    String place() {
        return url.replaceFirst("[?].*", "");
    }

    /** What an administrator is told of it. */
    AdminException failed(SQLException e) {
        String sentence = switch (String.valueOf(e.getSQLState())) {
            case "08001", "08004", "08006" -> "Cannot reach " + place() + ": " + said(e) + ".";
            case "28P01", "28000" -> "User " + user + " is not let in at " + place() + ": check " + variable + ".";
            case "3D000" -> "There is no such database: " + place() + ".";
            default -> "Cannot use " + place() + ": " + said(e) + ".";
        };
        return new AdminException(sentence, e);
    }

    /** The server's own words: they are at the bottom, in the first line. */
    static String said(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }

    @Override
    public String toString() {
        return place();
    }
}
