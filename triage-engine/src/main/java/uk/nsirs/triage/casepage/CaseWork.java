package uk.nsirs.triage.casepage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.Characters;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Fault;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Families;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.pathway.Pathway;

/** What people write in a case file. */
@Service
class CaseWork {

    /** Told to whom {@link #mayLinkRelatives} says no. */
    static final String WHO_LINKS_RELATIVES = "Clinicians, counsellors and nurses say who is related.";

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_BODY = 20_000;
    private static final int MOST_ATTEMPTS = 10;

    private final CaseFiles cases;
    private final Letters letters;
    private final Undeliverables undeliverables;
    private final Families families;
    private final StaffMember.Directory staff;
    private final Pathway pathway;
    private final TransactionTemplate transaction;

    CaseWork(
            CaseFiles cases,
            Letters letters,
            Undeliverables undeliverables,
            Families families,
            StaffMember.Directory staff,
            Pathway pathway,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.letters = letters;
        this.undeliverables = undeliverables;
        this.families = families;
        this.staff = staff;
        this.pathway = pathway;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A letter as somebody wants to write it; each part may be null or wrong. */
    record Draft(String kind, String title, String body) {

        /** Everything that is wrong with it; never repeats what was written. */
        List<Fault> faults() {
            var faults = new ArrayList<Fault>();
            if (parsedKind().isEmpty()) {
                faults.add(new Fault("/kind", "UNKNOWN_VALUE", "One of " + List.of(Kind.values()) + "."));
            }
            if (title == null
                    || title.isBlank()
                    || title.length() > LONGEST_TITLE
                    || !Characters.allowedInLine(title)) {
                faults.add(new Fault(
                        "/title", "INVALID_TEXT", "One line of 1 to %d characters.".formatted(LONGEST_TITLE)));
            }
            if (body == null || body.isBlank() || body.length() > LONGEST_BODY || !Characters.allowedInText(body)) {
                faults.add(new Fault(
                        "/body", "INVALID_TEXT", "Plain text of 1 to %,d characters.".formatted(LONGEST_BODY)));
            }
            return faults;
        }

        private Optional<Kind> parsedKind() {
            for (var each : Kind.values()) {
                if (each.name().equals(kind)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /** Whether who is signed in may write this; administrators write nothing clinical. */
    boolean mayWrite(Draft draft) {
        var groups = staff.signedIn().orElseThrow().groups();
        return draft.parsedKind().filter(Kind.INFORMATION_REQUEST::equals).isPresent()
                || groups.stream().anyMatch(group -> !group.equals("administrators"));
    }

    /**
     * Issues the letter, signed by who is signed in; empty where there is no such case.
     *
     * @param form made with the page it was typed on: the same letter from the same page, as by a double click, is issued
     *     once
     * @param draft without faults
     */
    @Transactional
    Optional<Letters.Letter> write(ReferralReference reference, String form, Draft draft) {
        var author = staff.signedIn().orElseThrow();
        var kind = draft.parsedKind().orElseThrow();
        var title = draft.title().strip();
        var body = draft.body().replace("\r\n", "\n").strip();
        var id = UUID.nameUUIDFromBytes(
                (reference + "/" + form + "/" + kind + "/" + title + "/" + body).getBytes(UTF_8));
        return cases.locked(reference).map(caseFile -> letters.of(reference).stream()
                .filter(letter -> letter.letterId().equals(id))
                .findFirst()
                .orElseGet(() -> letters.issue(caseFile, id, kind, title, body, author)));
    }

    /** Whether who is signed in may ask for a review of the plan: clinicians. */
    boolean mayReviewPlan() {
        return staff.signedIn().orElseThrow().isInAnyOf(List.of("clinicians"));
    }

    /** What became of the wish to have the plan reviewed. */
    enum PlanReview {
        ASKED_FOR,
        UNDER_WAY,
        NO_PLAN
    }

    /**
     * Asks the multidisciplinary team to look at the plan again, unless it does so already. Where the process goes on at the
     * same moment, it is asked again.
     */
    PlanReview reviewPlan(ReferralReference reference) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> reviewPlanOnce(reference));
            } catch (RuntimeException overtaken) {
                if (attempt == MOST_ATTEMPTS || !Pathway.transientFault().anyCause(overtaken)) {
                    throw overtaken;
                }
            }
        }
    }

    private PlanReview reviewPlanOnce(ReferralReference reference) {
        var carriedOut = cases.locked(reference)
                .filter(found -> found.standing().accepted() && !found.closed())
                .isPresent();
        if (!carriedOut) {
            return PlanReview.NO_PLAN;
        }
        if (pathway.isBeforeTheTeam(reference)) {
            return PlanReview.UNDER_WAY;
        }
        return pathway.reviewPlan(reference) ? PlanReview.ASKED_FOR : PlanReview.NO_PLAN;
    }

    /** Whether who is signed in may say who is related to whom: those who see patients. */
    boolean mayLinkRelatives() {
        return staff.signedIn().orElseThrow().isInAnyOf(List.of("clinicians", "counsellors", "nurses"));
    }

    /**
     * Links the referral of a relative (GEN-05).
     *
     * @param relative its reference as somebody wrote it, or null
     * @return what is wrong with it; empty where the link was made
     */
    @Transactional
    Optional<Fault> linkRelative(ReferralReference reference, String relative) {
        var other = Optional.ofNullable(relative)
                .map(String::strip)
                .flatMap(ReferralReference::parse)
                .filter(each -> cases.find(each).isPresent());
        if (other.isEmpty() || other.get().equals(reference)) {
            return Optional.of(new Fault(
                    "/relative", "UNKNOWN_REFERENCE", "The reference of another referral to this service is needed."));
        }
        families.link(reference, other.get(), staff.signedIn().orElseThrow().id());
        return Optional.empty();
    }

    /** Takes the referral out of its family. */
    @Transactional
    void unlinkRelatives(ReferralReference reference) {
        families.unlink(reference, staff.signedIn().orElseThrow().id());
    }

    /** Corrects the mailbox of e-mails that could not be delivered; how many these are. */
    @Transactional
    int correctMailbox(ReferralReference reference, EmailAddress mailbox) {
        return undeliverables.correct(
                reference, mailbox, staff.signedIn().orElseThrow().id());
    }
}
