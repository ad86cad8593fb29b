/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Names, within a time. The SDK ends a call by interrupting its thread, but the JDK's look-up of a name listens to no
 * interrupt: with a silent name server it takes 5 s and more. So it is asked in a thread apart, once a name for all who
 * want it, and while it does not answer its last answer is good enough.
 */
final class BoundedDns implements DnsResolver {

    private final DnsResolver system;
    private final Duration patience;
    private final Map<String, CountDownLatch> asked = new ConcurrentHashMap<>();
    private final Map<String, InetAddress[]> known = new ConcurrentHashMap<>();

    BoundedDns(Duration patience) {
        this(SystemDefaultDnsResolver.INSTANCE, patience);
    }

    BoundedDns(DnsResolver system, Duration patience) {
        this.system = system;
        this.patience = patience;
    }

    /** @throws UnknownHostException if it has no address, or none was found in time, nor ever before */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (InetAddressUtils.isIPv4(host)) {
            return system.resolve(host); // asks nobody
        }
        try {
            asked.computeIfAbsent(host, this::ask).await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the call is over
        }
        InetAddress[] last = known.get(host);
        if (last == null) {
            throw new UnknownHostException(host);
        }
        return last;
    }

    private CountDownLatch ask(String host) {
        CountDownLatch answered = new CountDownLatch(1);
        Thread thread = new Thread(() -> lookUp(host, answered), "dns " + host);
        thread.setDaemon(true);
        thread.start();
        return answered;
    }

    private void lookUp(String host, CountDownLatch answered) {
        try {
            known.put(host, system.resolve(host));
        } catch (UnknownHostException e) {
            // the last answer is all there is
        } finally {
            asked.remove(host); // before anybody is told, or the next would be told the same
            answered.countDown();
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}
