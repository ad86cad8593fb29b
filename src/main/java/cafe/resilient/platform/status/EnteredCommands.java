/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.CommandRepository;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.sql.ExceptionTree;
import cafe.resilient.platform.sql.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands of all types that are in the database, by their numbers. */
@ApplicationScoped
@Resilient(idempotent = true)
class EnteredCommands {

    @Inject
    CommandRegistry registry;

    /**
     * A table that does not answer hides no command of another.
     *
     * @throws cafe.resilient.platform.NotTakenException if no writer could be asked before the deadline
     * @throws RuntimeException if it was not found, and a table that might have it did not answer
     */
    @ActivateRequestContext
    public Optional<Status> find(String number) {
        Map<String, CommandRepository<?>> byTable = registry.all().stream()
                .collect(Collectors.toMap(Registration::table, Registration::repository, (one, other) -> one));
        RuntimeException unanswered = null;
        for (CommandRepository<?> repository : byTable.values()) {
            try {
                Optional<Status> found = repository.status(number);
                if (found.isPresent()) {
                    return found;
                }
            } catch (RuntimeException e) {
                if (ExceptionTree.anyState(e, SqlState::isStores)) {
                    throw e; // no other table is answered either
                }
                unanswered = e;
            }
        }
        if (unanswered != null) {
            throw unanswered;
        }
        return Optional.empty();
    }
}
