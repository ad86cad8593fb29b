/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name server that falls silent: without the bound these tests end by their time-out. */
@Timeout(20)
class BoundedDnsTest {

    private static final InetAddress[] ADDRESS = {InetAddress.getLoopbackAddress()};

    private final CountDownLatch speaks = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile boolean silent;

    private final BoundedDns dns = new BoundedDns(
            new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                    lookUps.incrementAndGet();
                    if (silent) {
                        awaitUninterruptibly();
                    }
                    if (host.equals("nowhere")) {
                        throw new UnknownHostException(host);
                    }
                    return ADDRESS;
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            },
            Duration.ofMillis(50));

    /** As the JDK's look-up does. */
    private void awaitUninterruptibly() {
        while (true) {
            try {
                speaks.await();
                return;
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    @AfterEach
    void speak() {
        speaks.countDown();
    }

    @Test
    void aNameIsLookedUpEachTime() throws UnknownHostException {
        assertThat(dns.resolve("queue")).isEqualTo(ADDRESS);
        assertThat(dns.resolve("queue")).isEqualTo(ADDRESS);

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void whileNobodyAnswersTheLastAnswerStandsInAndOneAsksForAll() throws UnknownHostException {
        dns.resolve("queue");
        silent = true;

        for (int i = 0; i < 5; i++) {
            assertThat(dns.resolve("queue")).isEqualTo(ADDRESS);
        }

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void withoutALastAnswerTheNameIsUnknownInTime() {
        silent = true;

        assertThatThrownBy(() -> dns.resolve("queue")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aNameThatDoesNotExistIsUnknown() {
        assertThatThrownBy(() -> dns.resolve("nowhere")).isInstanceOf(UnknownHostException.class);
    }
}
