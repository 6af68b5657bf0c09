package uk.nsirs.triage.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralEvent.PatientDeceased;
import uk.nsirs.events.ReferralEvent.ReferralWithdrawn;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.Topics;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.casefile.PendingMessages.Pending;
import uk.nsirs.triage.casefile.PendingMessages.State;
import uk.nsirs.triage.casefile.ReportedResults;
import uk.nsirs.triage.criteria.FieldNames;
import uk.nsirs.triage.criteria.LearntFacts;
import uk.nsirs.triage.pathway.Pathway;

/**
 * What is told about a known referral, by its referrer or in a report: recorded first, added to the case file, then
 * given to the process that waits for it, all under the row lock of the case file.
 */
@Service
class CaseMessages {

    private final CaseFiles cases;
    private final PendingMessages pending;
    private final ReportedResults results;
    private final CaseFacts facts;
    private final ResultDestinations destinations;
    private final Pathway pathway;
    private final Clock clock;
    private final Duration patience;

    CaseMessages(
            CaseFiles cases,
            PendingMessages pending,
            ReportedResults results,
            CaseFacts facts,
            ResultDestinations destinations,
            Pathway pathway,
            Clock clock,
            @Value("${nsirs.pending.becomes-a-task-after}") Duration patience) {
        this.cases = cases;
        this.pending = pending;
        this.results = results;
        this.facts = facts;
        this.destinations = destinations;
        this.pathway = pathway;
        this.clock = clock;
        this.patience = patience;
    }

    /** Records a message before it is correlated, then tries to, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void received(UUID eventId, DomainEvent event) {
        pending.record(eventId, event);
        deliver(event.reference());
    }

    /** Tries what is pending for the referral, oldest first, under the row lock of its case file. */
    @Transactional
    public void deliver(ReferralReference reference) {
        var found = cases.locked(reference);
        var waiting = pending.of(reference).stream()
                .filter(each -> each.state() == State.PENDING)
                .toList();
        if (found.isEmpty()) {
            waiting.forEach(this::postponeOrAsk);
            return;
        }
        var caseFile = found.get();
        // What waits behind what: an answer behind the answers before it, a report behind those of the same order. A
        // withdrawal or a death waits for nothing.
        var blocked = new HashSet<String>();
        for (var each : waiting) {
            if (!each.applied()) {
                caseFile = applied(each, caseFile);
            }
            var destination = destination(each, caseFile);
            var queue = queue(each, destination);
            if (queue.isPresent() && blocked.contains(queue.get())) {
                continue;
            }
            if (destination instanceof Destination.Filed) {
                pending.received(each);
            } else if (destination instanceof Destination.Process process
                    && pathway.deliver(process.message(), reference, process.orderId(), process.codes())) {
                if (each.event() instanceof ResultEvent) {
                    results.delivered(each.eventId(), process.orderId().orElse(null));
                }
                pending.received(each);
                caseFile = asTheProcessLeft(reference);
            } else if (caseFile.closed() && !pathway.runs(reference)) {
                pending.keep(each, State.CLOSED);
            } else if (destination instanceof Destination.Person person && !caseFile.closed()) {
                ask(each, person.cause());
            } else {
                postponeOrAsk(each);
                queue.ifPresent(blocked::add);
            }
        }
    }

    private CaseFile applied(Pending message, CaseFile caseFile) {
        var changed = caseFile;
        if (message.event() instanceof ResultEvent result) {
            results.file(message.eventId(), result);
            pending.applied(message);
            return caseFile;
        }
        if (message.event() instanceof InformationSupplied supplied) {
            cases.received(supplied, caseFile.clinical());
            changed = caseFile.with(supplied);
            if (caseFile.standing().accepted()) {
                facts.learn(caseFile.reference(), LearntFacts.supplied(supplied.clinical()), message.type());
            }
        } else if (message.event() instanceof ReferralWithdrawn withdrawn) {
            changed = caseFile.withdrawn(withdrawn.reason());
        } else if (message.event() instanceof PatientDeceased) {
            changed = caseFile.withdrawn(WithdrawalReason.PATIENT_DIED);
        }
        cases.save(changed);
        pending.applied(message);
        return changed;
    }

    private Destination destination(Pending message, CaseFile caseFile) {
        if (message.event() instanceof ResultEvent result) {
            return destinations.of(message.eventId(), result);
        }
        if (message.event() instanceof InformationSupplied supplied
                && caseFile.standing().accepted()) {
            // Triage is over: a clinician reads it and says what it changes
            return new Destination.Process(
                    "Message_PlanReviewRequested",
                    Optional.empty(),
                    Map.of("planReviewReason", "INFORMATION_SUPPLIED", "suppliedText", FieldNames.list(supplied)));
        }
        return new Destination.Process(
                "Message_" + message.event().getClass().getSimpleName(), Optional.empty(), codes(message.event()));
    }

    private static Optional<String> queue(Pending message, Destination destination) {
        if (message.event() instanceof InformationSupplied) {
            return Optional.of("information");
        }
        return destination instanceof Destination.Process process ? process.orderId() : Optional.empty();
    }

    private CaseFile asTheProcessLeft(ReferralReference reference) {
        return cases.locked(reference).orElseThrow();
    }

    private void postponeOrAsk(Pending message) {
        if (message.recordedAt().plus(patience).isAfter(clock.instant())) {
            pending.postpone(message);
        } else {
            ask(message, "No process waits for this " + message.type());
        }
    }

    private void ask(Pending message, String cause) {
        pending.keep(message, State.TASK);
        pathway.ask(
                message.eventId(),
                message.event().reference(),
                message.event() instanceof ResultEvent ? Topics.RESULTS : Topics.REFERRALS,
                cause);
    }

    private Map<String, Object> codes(DomainEvent event) {
        if (event instanceof ReferralWithdrawn withdrawn) {
            return stopping(event, withdrawn.reason());
        }
        if (event instanceof PatientDeceased) {
            return stopping(event, WithdrawalReason.PATIENT_DIED);
        }
        return Map.of();
    }

    /** With the therapies that run now and how they are paid for: once the process has stopped them, nobody could tell. */
    private Map<String, Object> stopping(DomainEvent event, WithdrawalReason reason) {
        return Map.of(
                "withdrawalReason",
                reason.name(),
                "resumedTherapies",
                pathway.runningTherapies(event.reference()).stream()
                        .map(Enum::name)
                        .collect(Collectors.joining(",")),
                Pathway.SECURED_FUNDING,
                pathway.securedFunding(event.reference()));
    }
}
