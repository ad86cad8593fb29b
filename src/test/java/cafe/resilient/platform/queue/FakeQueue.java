/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue in memory, which can refuse. */
public class FakeQueue extends TransactionQueue {

    public final List<PendingCommand> kept = new CopyOnWriteArrayList<>();

    /** How long each put could have taken. */
    public final List<Duration> patience = new CopyOnWriteArrayList<>();

    /** The status that it tells of any number. */
    public Optional<Status> found = Optional.empty();

    /** Names of sequences of which one waits. */
    public final Set<String> sequences = new HashSet<>();

    private int refusals;
    private boolean unknown;

    /** @param unknown whether it may have kept what it refuses */
    public void refuse(int times, boolean unknown) {
        refusals = times;
        this.unknown = unknown;
    }

    @Override
    public void put(PendingCommand command, Deadline deadline) throws QueueAwayException {
        patience.add(Duration.ofNanos(deadline.left()));
        failIfRefused();
        kept.add(command);
    }

    @Override
    public Kept putCopy(PendingCommand command, UUID call, Deadline ends, Deadline deadline) throws QueueAwayException {
        put(command, deadline);
        return new Kept("west", true);
    }

    @Override
    public Optional<Status> find(String number) throws QueueAwayException {
        failIfRefused();
        return found;
    }

    @Override
    public boolean waits(String sequence, Deadline deadline) {
        return sequences.contains(sequence);
    }

    private void failIfRefused() throws QueueAwayException {
        if (refusals > 0) {
            refusals--;
            throw new QueueAwayException("The queue is away", unknown, null);
        }
    }
}
