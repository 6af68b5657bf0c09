package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.pathway.PathwaySettings.ChecklistLine;

/** The rules of treating Type B insulin resistance. */
@Component
final class ImmunosuppressionRules implements TaskRules {

    private static final List<Line> CHECKLIST = List.of(
            new Line(ChecklistLine.HEPATITIS_B, "hepatitisBScreen", "hepatitisBOverride"),
            new Line(ChecklistLine.INFECTION, "infectionCheck", "infectionOverride"),
            new Line(ChecklistLine.PREGNANCY, "pregnancyCheck", "pregnancyOverride"),
            new Line(ChecklistLine.VACCINES, "vaccineCheck", "vaccineOverride"));

    private final PathwaySettings settings;

    ImmunosuppressionRules(PathwaySettings settings) {
        this.settings = settings;
    }

    /** The field that says what became of a line, and the one with the reason that overrides it (H19). */
    private record Line(ChecklistLine line, String answer, String reason) {}

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_CompletePreTreatmentChecklist", this::checklist,
                "Task_StartInduction", this::induction,
                "Task_ContactAboutInsulin", this::insulin,
                "Task_ReviewAtFourWeeks", this::remission,
                "Task_ConfirmRituximabDates", this::dates,
                "Task_RecordRituximab", this::rituximab);
    }

    /** H19: nothing starts while a line that is configured is open; an override says why. */
    private void checklist(Completion completion) {
        completion.need(
                !completion.is("startDecision", "START")
                        || CHECKLIST.stream()
                                .filter(each -> settings.preTreatmentChecklist().contains(each.line()))
                                .noneMatch(each -> completion.is(each.answer(), "NOT_DONE")),
                "A line of the checklist is not done: do it, or override it with a reason.");
        completion.need(
                CHECKLIST.stream()
                        .allMatch(each -> !completion.is(each.answer(), "OVERRIDDEN") || completion.any(each.reason())),
                "Choose why the line is overridden.");
    }

    private void induction(Completion completion) {
        completion.need(
                completion.past("methylprednisoloneOn") && completion.past("inductionRituximabOn"),
                "Record the induction when it has begun; a date cannot lie in the future.");
        completion.need(
                !completion.is("onInsulin", "YES")
                        || completion
                                .number("insulinUnitsPerDay")
                                .filter(dose -> dose.signum() > 0)
                                .isPresent(),
                "Enter the insulin dose.");
    }

    /** H20: the dose falls before the blood sugar does. */
    private void insulin(Completion completion) {
        completion.need(
                completion.is("insulinContact", "OFF_INSULIN")
                        == completion
                                .number("insulinUnitsPerDay")
                                .filter(dose -> dose.compareTo(BigDecimal.ZERO) == 0)
                                .isPresent(),
                "Off insulin means 0 units a day.");
        completion.need(
                !completion.is("severeHypoglycaemia", "YES")
                        || completion.is("insulinDose", "REDUCED")
                        || completion.is("insulinDose", "STOPPED"),
                "After severe hypoglycaemia the dose is reduced today.");
        completion.need(
                !completion.is("insulinContact", "HANDED_OVER")
                        || completion.person().isInAnyOf(List.of("clinicians")),
                "Only a clinician ends the weekly contact while the patient is on insulin.");
    }

    private void remission(Completion completion) {
        completion.need(
                !completion.is("response", "REMISSION")
                        || completion.past("remissionOn")
                        || !completion.any("remissionOn")
                                && completion.variable("inRemissionSince").isPresent(),
                "Enter the day from which the patient is in remission; it cannot lie in the future.");
    }

    /** the proposed dates stand, or a clinician names all four. */
    private void dates(Completion completion) {
        if (!completion.is("rituximabDates", "OTHER_DATES")) {
            return;
        }
        var inOrder = true;
        for (int i = 1; i <= 4; i++) {
            var date = completion.date("rituximab" + i + "On");
            var before = i == 1 ? date.map(day -> day.minusDays(1)) : completion.date("rituximab" + (i - 1) + "On");
            inOrder &= date.isPresent() && before.isPresent() && before.get().isBefore(date.get());
        }
        completion.need(inOrder, "Enter four dates, each later than the one before.");
    }

    private void rituximab(Completion completion) {
        completion.need(
                !completion.is("rituximabOutcome", "GIVEN")
                        || completion.past("rituximabGivenOn") && completion.any("rituximabDoseMg"),
                "Enter when it was given, and the dose in mg.");
        completion.need(
                !completion.is("rituximabOutcome", "POSTPONED")
                        || completion.any("newRituximabOn") && !completion.past("newRituximabOn"),
                "Enter the new date.");
        remission(completion);
    }
}
