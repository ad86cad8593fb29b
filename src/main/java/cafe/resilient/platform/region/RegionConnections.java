/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.postgresql.PGConnection;

/**
 * Gives Hibernate the connections of the attempt's region, so that the deployment depends on no datasource. A server
 * in recovery is no writer, and what is read there may be old: the driver knows from what the server reports of itself
 * (in_hot_standby, since PostgreSQL 14), without asking.
 */
public class RegionConnections extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

    /** read_only_sql_transaction: what a write would be answered there. */
    private static final String READ_ONLY = "25006";

    @Override
    protected DataSource selectAnyDataSource() {
        throw new IllegalStateException(
                "Hibernate asked for a connection without a region: its metadata access is off");
    }

    @Override
    public Connection getConnection(String region) throws SQLException {
        Connection connection = super.getConnection(region);
        if ("on".equals(connection.unwrap(PGConnection.class).getParameterStatus("in_hot_standby"))) {
            connection.close();
            throw new SQLException("Region " + region + " leads to a server in recovery", READ_ONLY);
        }
        return connection;
    }

    @Override
    protected DataSource selectDataSource(String region) {
        return CDI.current().select(Regions.class).get().datasource(region);
    }
}
