/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.pool.LateFlush;
import cafe.resilient.platform.pool.Pools;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Without commit-check: an attempt that seems to have succeeded is believed, though its connection was destroyed meanwhile.
 *
 * <p>With or without, an attempt that comes to its commit while its pool is flushed meets what {@link Pools#returned} tells of:
 * its handle is taken away and its connection rolled back, but not closed yet. By itself that happens to one order in thousands.
 */
@Specializes
@ApplicationScoped
public class NoCommitCheck extends NoFlush {

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Override
    public void lent(String region, Connection connection) throws SQLException {
        super.lent(region, connection);
        long generation = generation(region);
        transaction.registerInterposedSynchronization(new HalfDestroyed(this, region, generation, connection));
    }

    @Override
    public boolean returned(Connection connection) throws SQLException {
        return super.returned(connection) || Without.is("commit-check");
    }

    /** Before the commit. */
    record HalfDestroyed(Pools pools, String region, long generation, Connection handle) implements Synchronization {

        @Override
        public void beforeCompletion() {
            if (!pools.isWhole(region, generation)) {
                LateFlush.go();
                try {
                    Connection physical = handle.getMetaData().getConnection();
                    handle.close();
                    physical.rollback();
                } catch (SQLException e) {
                    // then it is destroyed already
                }
            }
        }

        @Override
        public void afterCompletion(int status) {
            // nothing is left to do
        }
    }
}
