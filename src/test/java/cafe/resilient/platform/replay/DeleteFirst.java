/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.chaos.Without;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.queue.TransactionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.util.List;

/** Without commit-first: what is replayed is deleted from the queue before its rows are committed. Only for a control. */
@Specializes
@ApplicationScoped
public class DeleteFirst extends WriterTransaction {

    @Inject
    private TransactionQueue queue;

    @Override
    void enter(Registration registration, List<PendingCommand> commands)
            throws PoisonException, NoWriterException, TableFaultException {
        if (Without.is("commit-first")) {
            List<String> numbers = commands.stream().map(PendingCommand::number).toList();
            try {
                for (QueueTable table : queue.tables()) {
                    table.delete(numbers);
                }
            } catch (QueueAwayException e) {
                throw new NoWriterException("not deleted", e);
            }
        }
        super.enter(registration, commands);
    }
}
