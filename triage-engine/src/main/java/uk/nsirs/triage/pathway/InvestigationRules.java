package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The rules of recording the results of the work-up. */
@Component
final class InvestigationRules implements TaskRules {

    private static final Map<String, String> COMPARED = Map.of(
            "insulinComparator", "insulinPmolPerL",
            "triglyceridesComparator", "triglyceridesMmolPerL",
            "adiponectinComparator", "adiponectinMgPerL");

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_RecordLaboratoryPanel", this::laboratory,
                "Task_RecordLiverMri", this::liver,
                "Task_RecordCardiacBaseline", this::cardiac);
    }

    /** H2: an insulin level says nothing while insulin is injected; D2: nor triglycerides without fasting. */
    private void laboratory(Completion completion) {
        COMPARED.forEach((comparator, value) -> completion.need(
                completion.any(value) || !completion.any(comparator), "Enter the result the comparator belongs to."));
        completion.need(
                completion.any("onInsulinWhenTaken") || !completion.any("insulinPmolPerL"),
                "Say whether insulin was being injected or pumped when the sample was taken, or that it is not known.");
        completion.need(
                completion.any("sampleFasting") || !completion.any("triglyceridesMmolPerL"),
                "Say whether the sample was a fasting one, or that it is not known.");
        if (isResult(completion)) {
            completion.need(
                    completion.any(
                            "insulinPmolPerL",
                            "fastingGlucoseMmolPerL",
                            "triglyceridesMmolPerL",
                            "hdlMmolPerL",
                            "adiponectinMgPerL",
                            "igfbp1UgPerL",
                            "shbgNmolPerL"),
                    "Record at least one result, or say that the panel was not done.");
            done(completion, "takenOn");
        }
    }

    private void liver(Completion completion) {
        if (isResult(completion)) {
            completion.need(
                    completion.any("liverFatPercent", "liverStiffnessKpa"),
                    "Enter liver fat or liver stiffness, or say that the scan was not done.");
            done(completion, "doneOn");
        }
    }

    private void cardiac(Completion completion) {
        if (isResult(completion)) {
            completion.need(
                    completion.any("ejectionFractionPercent", "cardiomyopathyFound"),
                    "Enter a finding, or say that it was not done.");
            done(completion, "doneOn");
        }
    }

    private static boolean isResult(Completion completion) {
        return completion.is("resultStatus", "FINAL");
    }

    private static void done(Completion completion, String field) {
        completion.need(completion.past(field), "Enter the date on which it was done; it cannot lie in the future.");
    }
}
