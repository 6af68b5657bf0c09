package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.util.Map;
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
 */
@ConfigurationProperties("nsirs.pathway")
record PathwaySettings(
        Map<String, String> testCodes,
        Integer geneticTurnaroundDays,
        BigDecimal longJourneyKm,
        BigDecimal hdlLowerLimit,
        BigDecimal triglyceridesUpperLimit,
        boolean cardiacProgramme) {
    PathwaySettings {
        testCodes = testCodes == null ? Map.of() : Map.copyOf(testCodes);
    }
}
