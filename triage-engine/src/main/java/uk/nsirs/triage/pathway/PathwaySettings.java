package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code nsirs.pathway.*}: what the service decides for itself and no published rule says.
 *
 * @param testCodes by what is tested (LIPODYSTROPHY, INSULIN_RECEPTOR, RELATIVE, SEGREGATION, REANALYSIS); where one is
 *     missing a person chooses the code (V-05)
 * @param geneticTurnaroundDays calendar days until a genetic result is late, or null for the decision's own (V-06)
 * @param longJourneyKm a longer journey speaks for the telephone, or null where distance does not count (APP-04)
 * @param hdlLowerLimit mmol/L, or null: HDL cholesterol from there on is normal, as the laboratory says (V-09)
 * @param triglyceridesUpperLimit mmol/L, or null: triglycerides up to there are normal, as the laboratory says
 * @param cardiacProgramme whether the cardiac surveillance programme runs (SUR-02)
 * @param preTreatmentChecklist which lines stop immunosuppression while they are not done (H19); the others are asked only
 */
@ConfigurationProperties("nsirs.pathway")
record PathwaySettings(
        Map<String, String> testCodes,
        Integer geneticTurnaroundDays,
        BigDecimal longJourneyKm,
        BigDecimal hdlLowerLimit,
        BigDecimal triglyceridesUpperLimit,
        boolean cardiacProgramme,
        Set<ChecklistLine> preTreatmentChecklist) {
    PathwaySettings {
        testCodes = testCodes == null ? Map.of() : Map.copyOf(testCodes);
        preTreatmentChecklist = preTreatmentChecklist == null ? Set.of() : Set.copyOf(preTreatmentChecklist);
    }

    /** A line of the checklist before immunosuppression. */
    enum ChecklistLine {
        HEPATITIS_B,
        INFECTION,
        PREGNANCY,
        VACCINES
    }
}
