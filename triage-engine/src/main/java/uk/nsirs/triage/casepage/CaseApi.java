package uk.nsirs.triage.casepage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Fault;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Families;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.pathway.WorkOfACase;

/** Case files for programs of the staff. */
@RestController
class CaseApi {

    private final CaseFiles cases;
    private final Letters letters;
    private final Orders orders;
    private final CaseStory story;
    private final WorkOfACase tasks;
    private final PendingMessages pending;
    private final Families families;
    private final CaseWork work;
    private final AllowedMailboxes mailboxes;

    CaseApi(
            CaseFiles cases,
            Letters letters,
            Orders orders,
            CaseStory story,
            WorkOfACase tasks,
            PendingMessages pending,
            Families families,
            CaseWork work,
            AllowedMailboxes mailboxes) {
        this.cases = cases;
        this.letters = letters;
        this.orders = orders;
        this.story = story;
        this.tasks = tasks;
        this.pending = pending;
        this.families = families;
        this.work = work;
        this.mailboxes = mailboxes;
    }

    @GetMapping("/api/cases/{reference}")
    ResponseEntity<?> read(@PathVariable("reference") String text) {
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        return caseFile.<ResponseEntity<?>>map(found -> ResponseEntity.ok(view(found)))
                .orElseGet(CaseApi::unknown);
    }

    @GetMapping("/api/cases/{reference}/letters")
    ResponseEntity<?> letters(@PathVariable("reference") String text) {
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        return caseFile.<ResponseEntity<?>>map(found -> ResponseEntity.ok(letters.of(found.reference())))
                .orElseGet(CaseApi::unknown);
    }

    @PostMapping(path = "/api/cases/{reference}/letters", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> write(@PathVariable("reference") String text, @RequestBody CaseWork.Draft draft) {
        var faults = draft.faults();
        if (!faults.isEmpty()) {
            return Problems.answer(Problems.notUsable(faults));
        }
        if (!work.mayWrite(draft)) {
            return Problems.answer(
                    Problems.of(HttpStatus.FORBIDDEN, "Not allowed", "Administrators write no clinical letters."));
        }
        var letter = ReferralReference.parse(text)
                .flatMap(reference -> work.write(reference, UUID.randomUUID().toString(), draft));
        return letter.<ResponseEntity<?>>map(
                        issued -> ResponseEntity.status(HttpStatus.CREATED).body(issued))
                .orElseGet(CaseApi::unknown);
    }

    @PostMapping("/api/cases/{reference}/plan-reviews")
    ResponseEntity<?> reviewPlan(@PathVariable("reference") String text) {
        if (!work.mayReviewPlan()) {
            return Problems.answer(
                    Problems.of(HttpStatus.FORBIDDEN, "Not allowed", "A clinician asks for a review of the plan."));
        }
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        if (caseFile.isEmpty()) {
            return unknown();
        }
        return switch (work.reviewPlan(caseFile.get().reference())) {
            case ASKED_FOR -> ResponseEntity.noContent().build();
            case UNDER_WAY ->
                Problems.answer(Problems.of(
                        HttpStatus.CONFLICT,
                        "Under way",
                        "The multidisciplinary team has this referral on its list already."));
            case NO_PLAN ->
                Problems.answer(Problems.of(
                        HttpStatus.CONFLICT, "Nothing to review", "No plan of this referral is being carried out."));
        };
    }

    @PostMapping(path = "/api/cases/{reference}/relatives", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> link(@PathVariable("reference") String text, @RequestBody Related related) {
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        if (!work.mayLinkRelatives()) {
            return mayNotLink();
        }
        if (caseFile.isEmpty()) {
            return unknown();
        }
        return work.linkRelative(caseFile.get().reference(), related.relative())
                .<ResponseEntity<?>>map(fault -> Problems.answer(Problems.notUsable(List.of(fault))))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @DeleteMapping("/api/cases/{reference}/relatives")
    ResponseEntity<?> unlink(@PathVariable("reference") String text) {
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        if (!work.mayLinkRelatives()) {
            return mayNotLink();
        }
        if (caseFile.isEmpty()) {
            return unknown();
        }
        work.unlinkRelatives(caseFile.get().reference());
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<?> mayNotLink() {
        return Problems.answer(Problems.of(HttpStatus.FORBIDDEN, "Not allowed", CaseWork.WHO_LINKS_RELATIVES));
    }

    /** The reference of a relative's referral. */
    record Related(String relative) {}

    @PostMapping(path = "/api/cases/{reference}/mailbox", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> correct(@PathVariable("reference") String text, @RequestBody Correction correction) {
        EmailAddress mailbox;
        try {
            mailbox = EmailAddress.of(correction.mailbox());
        } catch (IllegalArgumentException none) {
            return Problems.answer(Problems.notUsable(
                    List.of(new Fault("/mailbox", "INVALID_EMAIL", "An e-mail address is needed."))));
        }
        var caseFile = ReferralReference.parse(text).flatMap(cases::find);
        if (caseFile.isEmpty()) {
            return unknown();
        }
        if (!mailboxes.allow(caseFile.get().recipient().organisation(), mailbox)) {
            return Problems.answer(Problems.notUsable(List.of(new Fault(
                    "/mailbox",
                    "EMAIL_DOMAIN_NOT_ALLOWED",
                    "Must be a mailbox at nhs.net, at nhs.uk or at a domain agreed for the organisation."))));
        }
        if (work.correctMailbox(caseFile.get().reference(), mailbox) == 0) {
            return Problems.answer(Problems.of(
                    HttpStatus.NOT_FOUND, "Nothing to correct", "No e-mail of this case is undeliverable."));
        }
        return ResponseEntity.noContent().build();
    }

    /** The corrected mailbox of the referring team. */
    record Correction(String mailbox) {}

    private Map<String, Object> view(CaseFile caseFile) {
        var view = new LinkedHashMap<String, Object>();
        view.put("reference", caseFile.reference());
        view.put("status", caseFile.status());
        view.put("receivedAt", caseFile.receivedAt());
        view.put("priority", caseFile.priority());
        view.put("referral", caseFile.referral());
        view.put("clinical", caseFile.clinical());
        view.put("notAvailable", caseFile.notAvailable());
        view.put("flags", caseFile.flags());
        view.put("possibleDuplicates", caseFile.duplicates());
        view.put("recommendation", caseFile.recommendation().orElse(null));
        view.put("evaluations", cases.evaluations(caseFile.reference()));
        view.put("orders", orders.of(caseFile.reference()));
        view.put("results", story.results(caseFile.reference()));
        view.put("learnt", story.learnt(caseFile.reference()));
        view.put("decisions", story.decisions(caseFile.reference()));
        view.put(
                "relatives",
                families.of(caseFile.reference()).stream()
                        .map(Families.Relative::reference)
                        .toList());
        view.put("openTasks", tasks.open(caseFile.reference()));
        view.put("timeline", story.timeline(caseFile));
        view.put(
                "pendingMessages",
                pending.of(caseFile.reference()).stream()
                        .map(each ->
                                Map.of("type", each.type(), "state", each.state(), "recordedAt", each.recordedAt()))
                        .toList());
        return view;
    }

    private static ResponseEntity<?> unknown() {
        return Problems.answer(Problems.of(HttpStatus.NOT_FOUND, "Not found", "There is no case of this reference."));
    }
}
