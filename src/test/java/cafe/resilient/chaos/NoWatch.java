/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Without watch: nobody says where the writer is, so the first region of the setting is tried, again and again. */
@Specializes
@ApplicationScoped
public class NoWatch extends WriterMonitor {

    private static final long PAUSE = 100_000_000;

    @Inject
    private PlatformSettings settings;

    private static boolean off() {
        return Without.is("watch");
    }

    private Optional<String> first() {
        return Optional.of(settings.regions().get(0));
    }

    @Override
    public Optional<String> writer() {
        return off() ? first() : super.writer();
    }

    @Override
    public Optional<String> writer(long since) {
        return off() ? first() : super.writer(since);
    }

    @Override
    public OptionalLong outageSince() {
        return off() ? OptionalLong.empty() : super.outageSince();
    }

    @Override
    public Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) throws InterruptedException {
        if (!off()) {
            return super.awaitWriter(since, inDoubt, inOutage);
        }
        LockSupport.parkNanos(PAUSE);
        return inOutage.passed() ? Optional.empty() : first();
    }
}
