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
 * Without commit-check: an attempt that seems to have succeeded is believed, though its pool was flushed meanwhile.
 *
 * <p>With or without, an attempt that comes to its commit while its pool is flushed meets what {@link Pools#isWhole} tells of:
 * its connection is rolled back, as a flush does it, but not closed yet. By itself that happens to one order in thousands.
 */
@Specializes
@ApplicationScoped
public class NoCommitCheck extends NoFlush {

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Override
    public void lent(String region, Connection connection) throws SQLException {
        super.lent(region, connection);
        Connection physical = connection.getMetaData().getConnection();
        long generation = generation(region);
        transaction.registerInterposedSynchronization(new RollsBack(this, region, generation, physical));
    }

    @Override
    public boolean isWhole(String region, long generation) {
        return Without.is("commit-check") || super.isWhole(region, generation);
    }

    private void rollBackIfFlushed(String region, long generation, Connection connection) {
        if (!super.isWhole(region, generation)) {
            LateFlush.go();
            try {
                connection.rollback();
            } catch (SQLException e) {
                // then it is closed already
            }
        }
    }

    /** Before the commit. */
    record RollsBack(NoCommitCheck pools, String region, long generation, Connection connection)
            implements Synchronization {

        @Override
        public void beforeCompletion() {
            pools.rollBackIfFlushed(region, generation, connection);
        }

        @Override
        public void afterCompletion(int status) {
            // nothing is left to do
        }
    }
}
