package uk.nsirs.triage.pathway;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.criteria.LearntFacts;

/** The rules of metreleptin, medicines and surgery. The pump has its own. */
@Component
final class TherapyRules implements TaskRules {

    private static final int TAPER_DAYS = 14;

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_DecideMetreleptinRoute", this::metreleptinRoute,
                "Task_CompleteMetreleptinChecklist", this::metreleptinChecklist,
                "Task_PlanTwoWeekTaper", this::taper,
                "Task_RecordSurgery", this::surgery,
                "Task_PlanMedicine", this::medicine,
                "Task_ReviewMedicine", this::medicineReview);
    }

    /** D3. */
    private void metreleptinRoute(Completion completion) {
        completion.need(
                !completion.is("metreleptinDecision", "REQUEST_FUNDING") || completion.yes("clinicallyExceptional"),
                "An Individual Funding Request needs a clinically exceptional patient.");
    }

    /** THE-08, THE-09: nothing of the checklist is left open or answered with "No" where metreleptin is given. */
    private void metreleptinChecklist(Completion completion) {
        if (completion.is("checklistAnswer", "DO_NOT_START")) {
            return;
        }
        completion.need(
                completion.is("pancreatitisAssessed", "YES")
                        && Stream.of("pregnancyExcluded", "contraceptionAdvised", "insulinReductionPlanned")
                                .allMatch(question ->
                                        completion.is(question, "YES") || completion.is(question, "NOT_APPLICABLE")),
                "Each question of the checklist has to be answered, and none with \"No\", before metreleptin is started"
                        + " or continued.");
        completion.need(
                completion.is("acquiredForm", "NO")
                        || completion.is("acquiredForm", "YES")
                                && completion.is("lymphomaExcluded", "YES")
                                && completion.is("haematologyReviewed", "YES"),
                "In an acquired form lymphoma has to be excluded and the blood count reviewed first.");
        completion.need(
                completion.yes("withDiet")
                        && (completion.yes("withDiabetesMedicine") || completion.yes("withLipidLowering")),
                "Metreleptin is never the only treatment: it is given with diet and lifestyle, and with a diabetes"
                        + " medicine, a lipid-lowering medicine or both.");
        completion.need(
                List.of("hungerBefore", "hba1cBefore", "triglyceridesBefore", "unitsPerDayBefore").stream()
                        .allMatch(completion::any),
                "Enter the values before metreleptin: its outcomes are compared with them.");
    }

    /** H21. */
    private void taper(Completion completion) {
        completion.need(
                !completion
                        .date("taperEndsOn")
                        .orElseThrow()
                        .isBefore(completion.date("taperStartsOn").orElseThrow().plusDays(TAPER_DAYS)),
                "The taper takes at least two weeks: stopping abruptly can cause pancreatitis.");
    }

    private void surgery(Completion completion) {
        completion.need(
                completion.is("surgeryKind", "NOT_DONE") || completion.past("surgeryOn"),
                "Enter the day of the operation.");
    }

    /** H14: brand, strength and dose of a concentrated insulin are always said. */
    private void medicine(Completion completion) {
        completion.need(
                !completion.is("medicine", "CONCENTRATED_INSULIN")
                        || Stream.of(LearntFacts.BRAND, LearntFacts.STRENGTH, LearntFacts.DOSE)
                                .allMatch(completion::any),
                "Concentrated insulin needs its brand, its strength and its dose.");
        completion.need(
                Stream.of("monitorGlucose", "monitorLipids", "monitorLiver", "monitorKidney", "monitorSideEffects")
                        .anyMatch(completion::yes),
                "Say what is monitored.");
        completion.need(completion.any("reviewOn") && !completion.past("reviewOn"), "The review lies in the future.");
    }

    private void medicineReview(Completion completion) {
        completion.need(
                !completion.is("reviewAnswer", "CONTINUE")
                        || completion.any("reviewOn") && !completion.past("reviewOn"),
                "Enter the next review, after today.");
    }
}
