/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.PlatformMessages;
import cafe.resilient.platform.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The regions of the settings, and which of them had the writer last. */
@ApplicationScoped
public class Regions {

    private final AtomicReference<String> writer = new AtomicReference<>();
    private PlatformSettings settings;

    protected Regions() {}

    @Inject
    public Regions(PlatformSettings settings) {
        this.settings = settings;
    }

    /** All regions, the one that had the writer last in front. */
    public List<String> byPromise() {
        List<String> regions = new ArrayList<>(settings.regions());
        lastWriter().ifPresent(last -> {
            regions.remove(last);
            regions.add(0, last);
        });
        return regions;
    }

    /** The region a write was committed in last, if any was since the start. */
    public Optional<String> lastWriter() {
        return Optional.ofNullable(writer.get());
    }

    /** A write was committed in this region: nothing else proves a writer. */
    public void committedIn(String region) {
        if (!region.equals(writer.getAndSet(region))) {
            PlatformMessages.LOG.writerFound(region);
        }
    }

    /** Looked up each time, as an administrator may replace it. @throws NoDatasourceException if the server has none */
    public DataSource datasource(String region) {
        String name = settings.datasources() + region;
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new NoDatasourceException(name, e);
        }
    }
}
