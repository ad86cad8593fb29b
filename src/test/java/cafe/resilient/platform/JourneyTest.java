/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneyTest {

    @Test
    void comesBackFromJsonAsItWas() {
        Journey journey = Journey.begun(Instant.parse("2027-03-01T18:30:00.123456Z"))
                .then(Instant.parse("2027-03-01T18:30:01Z"), Journey.Tier.BACKEND, "entered in region west");

        assertThat(Journey.parse(journey.toJson().toString())).isEqualTo(journey);
    }
}
