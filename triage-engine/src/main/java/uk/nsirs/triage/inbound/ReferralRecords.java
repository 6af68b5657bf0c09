package uk.nsirs.triage.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.ReferralEvent;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralEvent.PatientDeceased;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralEvent.ReferralWithdrawn;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.relay.UnprocessableEventException;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.casefile.PendingMessages.Pending;
import uk.nsirs.triage.casefile.PendingMessages.State;
import uk.nsirs.triage.pathway.Pathway;

/** What referrers told the service: opens case files, adds to them, and gives each message to its process. */
@Service
class ReferralRecords {

    private final CaseFiles cases;
    private final PendingMessages pending;
    private final Pathway pathway;
    private final Clock clock;
    private final Duration patience;

    ReferralRecords(
            CaseFiles cases,
            PendingMessages pending,
            Pathway pathway,
            Clock clock,
            @Value("${nsirs.pending.becomes-a-task-after}") Duration patience) {
        this.cases = cases;
        this.pending = pending;
        this.pathway = pathway;
        this.clock = clock;
        this.patience = patience;
    }

    /** Opens the case files of new referrals and starts their processes, all in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void submitted(List<ReceivedEvent> events) {
        var opened = new LinkedHashMap<ReferralReference, CaseFile>();
        for (var event : events) {
            var submitted = (ReferralSubmitted) event.event();
            if (submitted.referral() == null
                    || submitted.submittedAt() == null
                    || submitted.referral().patient() == null
                    || submitted.referral().referrer() == null) {
                throw new UnprocessableEventException("The referral has no patient, no referrer or no date");
            }
            opened.putIfAbsent(submitted.reference(), CaseFile.opened(submitted));
        }
        pathway.start(cases.open(List.copyOf(opened.values())));
    }

    /** Records a message before it is correlated, then tries to, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void received(ReceivedEvent event) {
        pending.record(event.id(), (ReferralEvent) event.event());
        deliver(event.event().reference());
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
        var blocked = false;
        for (var each : waiting) {
            if (!each.applied()) {
                caseFile = applied(each, caseFile);
            }
            // A withdrawal waits for nothing; an answer waits for the answers before it.
            var stops = !(each.event() instanceof InformationSupplied);
            if (blocked && !stops) {
                continue;
            }
            if (pathway.deliver(message(each.event()), reference, codes(each.event()))) {
                pending.received(each);
                caseFile = asTheProcessLeft(reference);
            } else if (caseFile.closed() && !pathway.runs(reference)) {
                pending.keep(each, State.CLOSED);
            } else {
                postponeOrAsk(each);
                blocked = true;
            }
        }
    }

    private CaseFile applied(Pending message, CaseFile caseFile) {
        var changed = caseFile;
        if (message.event() instanceof InformationSupplied supplied) {
            cases.received(supplied, caseFile.clinical());
            changed = caseFile.with(supplied);
        } else if (message.event() instanceof ReferralWithdrawn withdrawn) {
            changed = caseFile.withdrawn(withdrawn.reason());
        } else if (message.event() instanceof PatientDeceased) {
            changed = caseFile.withdrawn(WithdrawalReason.PATIENT_DIED);
        }
        cases.save(changed);
        pending.applied(message);
        return changed;
    }

    private CaseFile asTheProcessLeft(ReferralReference reference) {
        return cases.locked(reference).orElseThrow();
    }

    private void postponeOrAsk(Pending message) {
        if (message.recordedAt().plus(patience).isAfter(clock.instant())) {
            pending.postpone(message);
        } else {
            pending.keep(message, State.TASK);
            pathway.startUnprocessable(
                    message.eventId(), "nsirs.referrals", -1, -1L, "No process waits for this " + message.type());
        }
    }

    private static String message(ReferralEvent event) {
        return "Message_" + event.getClass().getSimpleName();
    }

    private static Map<String, Object> codes(ReferralEvent event) {
        if (event instanceof ReferralWithdrawn withdrawn) {
            return Map.of("withdrawalReason", withdrawn.reason().name());
        }
        if (event instanceof PatientDeceased) {
            return Map.of("withdrawalReason", WithdrawalReason.PATIENT_DIED.name());
        }
        return Map.of();
    }
}
