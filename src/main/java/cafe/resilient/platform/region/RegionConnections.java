/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.pool.Pools;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/** Gives Hibernate the connections of the attempt's region, so that the deployment depends on no datasource. */
public class RegionConnections extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

    /** Milliseconds; the datasources' socketTimeout. */
    private static final long SOCKET_TIMEOUT = 3_000;

    @Override
    protected DataSource selectAnyDataSource() {
        throw new IllegalStateException(
                "Hibernate asked for a connection without a region: its metadata access is off");
    }

    /** With the attempt's own bound on a hang: the datasource's, or what is left of the deadline. */
    @Override
    public Connection getConnection(String region) throws SQLException {
        Connection connection = super.getConnection(region);
        long left = TimeUnit.NANOSECONDS.toMillis(Attempt.current().deadline().left());
        try {
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, Math.min(left, SOCKET_TIMEOUT)));
            bean(Pools.class).lent(region, connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void releaseConnection(String region, Connection connection) throws SQLException {
        bean(Pools.class).returned(connection);
        super.releaseConnection(region, connection);
    }

    @Override
    protected DataSource selectDataSource(String region) {
        return bean(Regions.class).datasource(region);
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
