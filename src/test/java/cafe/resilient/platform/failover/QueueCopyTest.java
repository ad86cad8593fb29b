/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueCopyTest {

    private final QueueCopy copy = new QueueCopy();

    @Test
    void itIsPlannedOnce() {
        assertThat(copy.plan()).isTrue();
        assertThat(copy.plan()).isFalse();
    }

    @Test
    void whatIsForbiddenDoesNotBegin() {
        copy.forbid();

        assertThat(copy.begin()).isFalse();
        assertThat(copy.isKept()).isFalse();
        assertThat(copy.isUnknown()).isFalse();
    }

    @Test
    void whatIsUnderWayMayBeThere() {
        assertThat(copy.begin()).isTrue();

        copy.forbid();
        copy.await(Duration.ZERO);

        assertThat(copy.isUnknown()).isTrue();
    }

    @Test
    void whatWasNotAnsweredStaysUnknown() {
        copy.begin();
        copy.end();

        assertThat(copy.isUnknown()).isTrue();
        assertThat(copy.isKept()).isFalse();
    }

    @Test
    void aRefusalOfTheSecondPutSaysNothingOfTheFirst() {
        copy.begin();
        copy.end();
        copy.begin();
        copy.notKept();
        copy.end();

        assertThat(copy.isUnknown()).isTrue();
    }

    @Test
    void whatIsKeptIsKept() {
        copy.begin();
        copy.kept("west", true);
        copy.end();
        copy.await(Duration.ofSeconds(30));

        assertThat(copy.keptIn()).hasValue("west");
        assertThat(copy.isKept()).isTrue();
        assertThat(copy.isUnknown()).isFalse();
    }

    @Test
    void aPutThatWasAnsweredSaysNothingOfOneBeforeItThatWasNot() {
        copy.begin();
        copy.end();
        copy.begin();
        copy.kept("west", true);
        copy.end();

        assertThat(copy.isKept()).isTrue();
        assertThat(copy.isUnknown()).isTrue();
    }

    @Test
    void aRegionThatDidNotAnswerMayHaveItToo() {
        copy.begin();
        copy.kept("west", false);
        copy.end();

        assertThat(copy.isKept()).isTrue();
        assertThat(copy.isUnknown()).isTrue();
    }
}
