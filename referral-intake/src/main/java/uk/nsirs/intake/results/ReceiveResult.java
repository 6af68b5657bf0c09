package uk.nsirs.intake.results;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReportedResult;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultKind;
import uk.nsirs.events.SubjectMismatchReported;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.results.HeldResults.HeldPatient;
import uk.nsirs.relay.Outbox;

/**
 * Takes what laboratories, funders, booking systems and trusts report (H17, H18): stored and published once for each
 * version, and only for the patient its sender means. Runs in the transaction of its caller.
 */
@Component
public class ReceiveResult {

    private final HeldResults held;
    private final Outbox outbox;

    ReceiveResult(HeldResults held, Outbox outbox) {
        this.held = held;
        this.outbox = outbox;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * It is kept and goes to the service, now or before.
         *
         * @param receivedAt when this version came first
         */
        record Received(ResultEvent event, Instant receivedAt) implements Outcome {}

        /**
         * There is no such referral, or it is another patient's: the sender may not know which. Nothing was filed.
         *
         * @param noted whether the service is told of it, now for the first time
         */
        record NoMatch(boolean noted) implements Outcome {}

        /** The same version with other content, or a lower one than is held. */
        record NotNewer(int highest) implements Outcome {}

        /** The sender gave this id to something else. */
        record AnotherReport() implements Outcome {}

        /** The id that is to travel holds the patient's NHS number. */
        record IdNamesPatient() implements Outcome {}

        /** The trust reports on a referral that is closed: nobody would act on it. */
        record Closed(ReferralStatus status) implements Outcome {}
    }

    /**
     * Keeps a report.
     *
     * @param organisation of a trust, which reports on its own referrals only; empty for the systems that serve all
     */
    public Outcome receive(ResultKind kind, ReportedResult report, Optional<OdsCode> organisation) {
        var event = report.event();
        held.lock(event.sender(), event.resultId());
        var patient = held.lockPatient(event.reference())
                .filter(found -> organisation.isEmpty() || found.organisation().equals(organisation.get()));
        if (patient.isEmpty()) {
            return new Outcome.NoMatch(false);
        }
        if (!report.subject().is(patient.get().nhsNumber(), patient.get().dateOfBirth())) {
            // An id that would name the patient of the referral tells nobody.
            return new Outcome.NoMatch(!patient.get().isNamedIn(event.resultId()) && tellOfMismatch(kind, event));
        }
        if (patient.get().isNamedIn(event.resultId())) {
            return new Outcome.IdNamesPatient();
        }
        var versions = held.versions(event.sender(), event.resultId());
        for (var version : versions) {
            if (version.kind() != kind || !version.reference().equals(event.reference())) {
                return new Outcome.AnotherReport();
            }
            if (version.version() == event.version() && version.says(report)) {
                return new Outcome.Received(event, version.receivedAt());
            }
        }
        if (!versions.isEmpty() && versions.get(0).version() >= event.version()) {
            return new Outcome.NotNewer(versions.get(0).version());
        }
        return receive(kind, report, patient.get());
    }

    private Outcome receive(ResultKind kind, ReportedResult report, HeldPatient patient) {
        var event = report.event();
        if (kind == ResultKind.DETERIORATION) {
            if (!patient.status().isOpen()) {
                return new Outcome.Closed(patient.status());
            }
            held.tell(
                    event.reference(),
                    event.occurredAt(),
                    "DeteriorationReported",
                    "You told us that the patient got worse.");
        }
        held.add(kind, report);
        outbox.append(event);
        return new Outcome.Received(event, event.occurredAt());
    }

    /** Once: a sender that tries again must not fill a person's list. True where the service is told now. */
    private boolean tellOfMismatch(ResultKind kind, ResultEvent event) {
        if (!held.addMismatch(kind, event)) {
            return false;
        }
        outbox.append(new SubjectMismatchReported(
                event.reference(), event.occurredAt(), event.resultId(), kind, event.sender()));
        return true;
    }
}
