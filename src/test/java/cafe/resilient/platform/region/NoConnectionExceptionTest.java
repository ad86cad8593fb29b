/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoConnectionExceptionTest {

    /** A server that refuses a login, or is too slow for it, says nothing of the connections that the pool has. */
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P03", "28P01", "53300"})
    void aFailedLoginIsTheStoresFaultAndEndsNoConnection(String state) {
        EJBException failure = new EJBException(new NoConnectionException(new SQLException("", state)));

        assertThat(FaultJudge.judge(failure)).isEqualTo(Fault.STORE);
        assertThat(FaultJudge.endsConnection(failure)).isFalse();
    }
}
