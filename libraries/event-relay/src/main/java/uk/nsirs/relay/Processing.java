package uk.nsirs.relay;

import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What every consumer of a service shares.
 *
 * @param transientFault whether trying again later can help
 * @param tries how often an event that meets another fault is tried
 */
record Processing(
        Inbox inbox,
        TransactionTemplate transaction,
        Predicate<Throwable> transientFault,
        DeadLetterPublisher deadLetters,
        int tries) {}
