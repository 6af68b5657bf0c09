package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.ReferralReference;

/** What waits for too long moves up the list. */
class RemindersTest extends TriageTest {

    private static final int REMINDED = 80;

    @Test
    void everyOpenTaskOfTheProcessThatIsLateAndNoneOfAnother() {
        // given
        var reference = waiting(withPartialLipodystrophy());
        begin("Immunosuppression", reference, Map.of("relapse", false));
        answer(
                "clinician",
                reference,
                "Task_CompletePreTreatmentChecklist",
                Map.of(
                        "hepatitisBScreen", "YES_DONE",
                        "infectionCheck", "YES_DONE",
                        "pregnancyCheck", "YES_DONE",
                        "vaccineCheck", "YES_DONE",
                        "startDecision", "START"));
        answer(
                "clinician",
                reference,
                "Task_StartInduction",
                Map.of(
                        "methylprednisoloneOn",
                        "2026-01-31",
                        "inductionRituximabOn",
                        "2026-02-01",
                        "steroidCardGiven",
                        true,
                        "taperPlanned",
                        true,
                        "onInsulin",
                        "YES",
                        "insulinUnitsPerDay",
                        640,
                        "insulinBrand",
                        "HUMULIN_R",
                        "insulinStrengthUnitsPerMl",
                        "500"));
        await().atMost(SOON).until(() -> goesOff(reference, "Event_InsulinContactDue") > 0);
        task(reference, "Task_ContactAboutInsulin");
        task(reference, "Task_ReviewAtFourWeeks");

        // when
        await().atMost(SOON).until(() -> goesOff(reference, "Event_InsulinContactOverdue") > 0);

        // then
        await().atMost(SOON).untilAsserted(() -> assertThat(priorities(reference))
                .containsEntry("Task_ContactAboutInsulin", REMINDED)
                .containsEntry("Task_ReviewAtFourWeeks", REMINDED));
        assertThat(priorities(reference)).containsEntry("Task_ConfirmTriageDecision", 50);
    }

    private Map<String, Integer> priorities(ReferralReference reference) {
        List<Map<String, Object>> rows = jdbc.queryForList(
                "select t.task_def_key_ as task, t.priority_ as priority from act_ru_task t"
                        + " join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = ?",
                reference.value());
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (String) row.get("task"), row -> ((Number) row.get("priority")).intValue()));
    }
}
