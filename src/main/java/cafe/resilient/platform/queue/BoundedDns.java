/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Names, within a time. The SDK ends a call by interrupting its thread, but the JDK's look-up of a name listens to no
 * interrupt: with a silent name server it takes 5 s and more. So it is asked in a thread apart, once a name for all who
 * want it, and while it does not answer its last answer is good enough.
 */
final class BoundedDns implements DnsResolver {

    private final DnsResolver system;
    private final Duration patience;
    private final Map<String, CompletableFuture<InetAddress[]>> asked = new ConcurrentHashMap<>();
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
        CompletableFuture<InetAddress[]> answer = asked.computeIfAbsent(host, this::ask);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return lastAnswer(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the call is over
            return lastAnswer(host);
        }
    }

    private CompletableFuture<InetAddress[]> ask(String host) {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> lookUp(host, answer), "dns " + host);
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void lookUp(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] addresses = system.resolve(host);
            known.put(host, addresses);
            asked.remove(host); // before anybody is told, or the next would be told the same
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            asked.remove(host);
            answer.completeExceptionally(e);
        }
    }

    private InetAddress[] lastAnswer(String host) throws UnknownHostException {
        InetAddress[] last = known.get(host);
        if (last == null) {
            throw new UnknownHostException(host);
        }
        return last;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}
