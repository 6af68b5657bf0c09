package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withInsulinMissing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class IdentifierScanTest extends TriageTest {

    private static final List<String> IDENTIFIERS =
            List.of(Referrals.FAMILY_NAME, "Qwertina", Referrals.NHS_NUMBER, "1987-03-21");

    @Test
    void noTableOfTheEngineNoMilestoneAndNoLogLineHoldsWhoThePatientIs(CapturedOutput log) {
        // given a whole story
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        var task = task(reference, "Task_ConfirmTriageDecision");
        awaitStatus(reference, "AWAITING_INFORMATION");
        send(information(reference, Map.of("acanthosisNigricans", true)));
        awaitStatus(reference, "AWAITING_DECISION");
        call(
                "clinician",
                "POST",
                "/api/cases/" + reference + "/letters",
                Map.of("kind", "DECISION", "title", "About " + Referrals.FAMILY_NAME, "body", "Dear colleague"));
        for (var path : List.of("complete", "submit-form")) {
            call(
                    "clinician",
                    "POST",
                    "/engine-rest/task/" + task + "/" + path,
                    Map.of("variables", Map.of("decision", Map.of("value", Referrals.FAMILY_NAME))));
        }
        call(
                "clinician",
                "POST",
                "/engine-rest/task/" + task + "/comment/create",
                Map.of("message", Referrals.NHS_NUMBER));
        call("clinician", "PUT", "/engine-rest/task/" + task + "/variables/x", Map.of("value", Referrals.NHS_NUMBER));
        call("clinician", "POST", "/engine-rest/task/" + task + "/assignee", Map.of("userId", Referrals.FAMILY_NAME));
        call("clinician", "POST", "/engine-rest/task", Map.of("nameLike", Referrals.FAMILY_NAME));
        call(
                "clinician",
                "POST",
                "/engine-rest/task",
                Map.of("sorting", List.of(Map.of("sortBy", Referrals.FAMILY_NAME))));
        call("clinician", "POST", "/engine-rest/task", Map.of(Referrals.FAMILY_NAME, Referrals.NHS_NUMBER));
        call("clinician", "GET", "/engine-rest/task/" + Referrals.FAMILY_NAME, null);
        assertThat(complete("clinician", task, Map.of("decision", "ACCEPT")).status())
                .isEqualTo(204);
        awaitStatus(reference, "ACCEPTED");

        // then
        assertThat(hits()).isEmpty();
        assertThat(IDENTIFIERS).noneMatch(log.getAll()::contains);
    }

    private List<String> hits() {
        var hits = new ArrayList<String>();
        for (var table : jdbc.queryForList(
                "select table_name from information_schema.tables where table_name like 'act%'"
                        + " and table_schema = current_schema()",
                String.class)) {
            scan(table, "select row_to_json(t)::text from " + table + " t", hits);
        }
        scan(
                "byte arrays",
                "select encode(bytes_, 'escape') from act_ge_bytearray where bytes_ is not null and deployment_id_ is null",
                hits);
        scan("outbox", "select convert_from(value, 'UTF8') from outbox where topic <> 'nsirs.letters'", hits);
        return hits;
    }

    private void scan(String what, String query, List<String> hits) {
        for (var row : jdbc.queryForList(query, String.class)) {
            IDENTIFIERS.stream()
                    .filter(each -> row != null && row.contains(each))
                    .forEach(each -> hits.add(what + ": " + row.substring(0, Math.min(200, row.length()))));
        }
    }
}
