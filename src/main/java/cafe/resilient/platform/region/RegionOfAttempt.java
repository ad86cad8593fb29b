/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Attempt;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Hibernate's tenant is the region of the current attempt; a session outside of one cannot be opened. */
public class RegionOfAttempt implements CurrentTenantIdentifierResolver<String> {

    @Override
    public String resolveCurrentTenantIdentifier() {
        return Attempt.current().region();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
