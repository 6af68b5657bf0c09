package uk.nsirs.triage.inbound;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.CriteriaCheck;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Reading;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.criteria.CriteriaFacts;
import uk.nsirs.triage.criteria.CriteriaRules;

/** Answers what the criteria would recommend. Stores nothing. */
@RestController
class CriteriaCheckApi {

    private final CriteriaRules rules;
    private final ReferralReader reader;
    private final Clock clock;

    CriteriaCheckApi(CriteriaRules rules, AllowedMailboxes mailboxes, Clock clock) {
        this.rules = rules;
        this.reader = new ReferralReader(clock, mailboxes);
        this.clock = clock;
    }

    @PostMapping(path = "/api/criteria-checks", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> check(@RequestBody byte[] body) {
        var reading = reader.readCriteriaCheck(body);
        if (reading instanceof Reading.Invalid<CriteriaCheck> invalid) {
            return Problems.answer(Problems.notUsable(invalid.faults()));
        }
        var question = ((Reading.Valid<CriteriaCheck>) reading).value();
        var facts = CriteriaFacts.of(
                question.clinical(),
                question.dateOfBirth(),
                LocalDate.now(clock.withZone(WorkingCalendar.LONDON)),
                List.of(),
                Intent.REFERRAL,
                Priority.ROUTINE);
        facts.putAll(CriteriaFacts.afterAcceptance(question.clinical()));
        return ResponseEntity.ok(rules.recommend(facts));
    }
}
