package uk.nsirs.triage.inbound;

import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.ReferralEvent.ReferralContactReceived;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.relay.UnprocessableEventException;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.pathway.Pathway;

/** Opens the case files of new referrals and starts their processes; makes tasks of those still to be written down. */
@Service
class ReferralRecords {

    private final CaseFiles cases;
    private final Pathway pathway;

    ReferralRecords(CaseFiles cases, Pathway pathway) {
        this.cases = cases;
        this.pathway = pathway;
    }

    /** All in the caller's transaction. */
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
        opened.values().stream()
                .filter(each -> each.submission().recordedBy().isPresent())
                .forEach(each -> pathway.transcribed(each.reference()));
    }

    /**
     * In the caller's transaction. A batch takes its referrals first, so what a call was about may have been written down
     * already: then nothing is left to do.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void contacted(ReferralContactReceived contact) {
        if (cases.find(contact.reference()).isEmpty()) {
            pathway.startTranscription(contact);
        }
    }
}
