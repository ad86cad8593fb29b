/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import jakarta.enterprise.inject.spi.CDI;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/** Gives Hibernate the connections of the attempt's region, so that the deployment depends on no datasource. */
public class RegionConnections extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

    @Override
    protected DataSource selectAnyDataSource() {
        throw new IllegalStateException(
                "Hibernate asked for a connection without a region: its metadata access is off");
    }

    @Override
    protected DataSource selectDataSource(String region) {
        return CDI.current().select(Regions.class).get().datasource(region);
    }
}
