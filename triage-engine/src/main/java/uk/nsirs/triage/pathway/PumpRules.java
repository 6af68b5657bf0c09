package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.casefile.TaskDecisions;

/** The rules of starting an insulin pump and of judging it. */
@Component
final class PumpRules implements TaskRules {

    private static final String SHEET = "Task_CompletePumpStartSheet";

    private final TaskDecisions decisions;

    PumpRules(TaskDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_DecideWithoutWorkshop",
                this::workshop,
                SHEET,
                this::sheet,
                "Task_CheckPumpStartSheet",
                this::check,
                "Task_RecordPumpOutcome",
                this::outcome);
    }

    /** THE-12: a pump starts without the workshop for a reason only. */
    private void workshop(Completion completion) {
        completion.need(
                !completion.is("workshopAnswer", "START_WITHOUT") || completion.any("overrideReason"),
                "Give the reason to start without the workshop.");
    }

    /** H8, THE-10: both the whole dose and the overnight rate begin below what was calculated. */
    private void sheet(Completion completion) {
        completion.need(
                less(completion.number("startingUnitsPerDay"), completion.number("calculatedUnitsPerDay")),
                "The starting dose has to be less than the calculated dose.");
        completion.need(
                less(
                        completion.number("startingOvernightUnitsPerHour"),
                        completion.number("calculatedOvernightUnitsPerHour")),
                "The overnight basal has to be less than calculated, from the first night.");
    }

    /** H22: the second checker is another person. */
    private void check(Completion completion) {
        completion.need(
                decisions
                        .lastPersonOf(completion.task().getProcessInstanceId(), SHEET)
                        .filter(completion.person().id()::equals)
                        .isEmpty(),
                "A second person checks the sheet: you completed it.");
    }

    /** success is never HbA1c alone. */
    private void outcome(Completion completion) {
        completion.need(
                !completion.is("therapyOutcome", "SUCCESSFUL")
                        || Stream.of("hypoglycaemiaPerWeek", "injectionSitePain", "phq9", "gad7")
                                .anyMatch(measure -> less(
                                        completion.number(measure + "After"), before(completion, measure + "Before"))),
                "A pump is not successful by HbA1c alone: hypoglycaemia, pain or how the patient feels has to be"
                        + " better.");
    }

    private static Optional<BigDecimal> before(Completion completion, String variable) {
        return Optional.ofNullable(completion.task().getVariable(variable))
                .filter(Number.class::isInstance)
                .map(number -> new BigDecimal(number.toString()));
    }

    private static boolean less(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) < 0;
    }
}
