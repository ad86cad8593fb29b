/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.pool.Pools;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/** Gives Hibernate the connections of the attempt's region, so that the deployment depends on no datasource. */
public class RegionConnections extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

    /** Milliseconds; the datasources' socketTimeout. */
    private static final long SOCKET_TIMEOUT = 3_000;

    private transient volatile Pools pools;

    @Override
    protected DataSource selectAnyDataSource() {
        throw new IllegalStateException(
                "Hibernate asked for a connection without a region: its metadata access is off");
    }

    @Override
    public Connection getConnection(String region) throws SQLException {
        Connection connection = connect(region);
        try {
            requireEnlisted(connection);
            connection.setNetworkTimeout(Runnable::run, longestHang());
            pools().lent(region, connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(String region) throws SQLException {
        try {
            return super.getConnection(region);
        } catch (SQLException e) {
            throw new NoConnectionException(e);
        }
    }

    /**
     * The datasource's, or what is left of the deadline once there is a connection, which may take its time. With next to
     * nothing left a healthy server would seem to hang, and its pool be flushed.
     */
    private static int longestHang() throws SQLException {
        Deadline deadline = Attempt.current().deadline();
        if (deadline.left() < Attempt.SHORTEST.toNanos()) {
            throw new SQLException("The deadline has nearly passed: there was no connection before");
        }
        return (int) Math.min(TimeUnit.NANOSECONDS.toMillis(deadline.left()), SOCKET_TIMEOUT);
    }

    /**
     * IronJacamar leaves a connection out of the transaction if a flush, or the fault of another, marks it between its loan and
     * its enlistment (3.0.18, TxConnectionListener.enlist): what is done on it would be committed statement by statement.
     */
    private static void requireEnlisted(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            if (!isInTransaction()) {
                throw new IllegalStateException(
                        "The EntityManager is used outside a transaction: a @Resilient bean calls an"
                                + " EJB that is @TransactionAttribute(REQUIRES_NEW), and that has the EntityManager");
            }
            throw new SQLException(
                    "The connection is in no transaction: it was marked for destruction while it was lent");
        }
    }

    private static boolean isInTransaction() {
        try {
            TransactionSynchronizationRegistry transactions =
                    InitialContext.doLookup("java:jboss/TransactionSynchronizationRegistry");
            return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void releaseConnection(String region, Connection connection) throws SQLException {
        try {
            if (pools().isUnreplicated(connection)) {
                Attempt.notReplicated();
            }
            if (!pools().returned(connection)) {
                Attempt.connectionDestroyed();
            }
        } finally {
            super.releaseConnection(region, connection); // also if the application is going, and its beans are gone
        }
    }

    @Override
    protected DataSource selectDataSource(String region) {
        return CDI.current().select(Regions.class).get().datasource(region);
    }

    /** Looked up once: Hibernate makes this object, so nothing is injected. */
    private Pools pools() {
        if (pools == null) {
            pools = CDI.current().select(Pools.class).get();
        }
        return pools;
    }
}
