/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The datasources of the regions, looked up each time, as an administrator may replace them. */
@ApplicationScoped
class Regions {

    @Inject
    private PlatformSettings settings;

    /** Where the region's commands go. @throws NoDatasourceException if the server has none */
    DataSource datasource(String region) {
        return lookUp(settings.datasources() + region);
    }

    /** The writer monitor's own. @throws NoDatasourceException if the server has none */
    DataSource watchDatasource(String region) {
        return lookUp(settings.datasources() + region + "-watch");
    }

    private static DataSource lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new NoDatasourceException(name, e);
        }
    }
}
