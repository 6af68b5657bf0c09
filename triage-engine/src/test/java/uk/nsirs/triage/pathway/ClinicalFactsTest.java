package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nsirs.triage.Referrals;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.casefile.CaseFacts.Fact;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.Orders.Order;
import uk.nsirs.triage.casefile.Orders.State;
import uk.nsirs.triage.criteria.LearntFacts;

class ClinicalFactsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Pattern READ = Pattern.compile("facts\\.([A-Za-z0-9]+)");

    private final CaseFacts learnt = mock(CaseFacts.class);
    private final Orders orders = mock(Orders.class);
    private final ClinicalFacts facts = at(NOW);

    private ClinicalFacts at(Instant now) {
        return new ClinicalFacts(
                null,
                learnt,
                null,
                orders,
                mock(RuntimeService.class, RETURNS_DEEP_STUBS),
                TimersTest.at(now.toString()),
                new PathwaySettings(Map.of("RELATIVE", "R999"), null, null, null, null, true, null),
                Clock.fixed(now, WorkingCalendar.LONDON));
    }

    @Test
    void whateverADecisionReadsIsProvided() throws IOException {
        var provided = new TreeSet<>(facts.known(caseFile(Map.of())).keySet());
        provided.addAll(LearntFacts.SAID);
        provided.addAll(ClinicalFacts.OF_THIS_PROCESS);

        assertThat(provided).containsAll(readByDecisions());
    }

    @Test
    void nothingThatIsNotKnownIsSaid() {
        var known = facts.known(caseFile(Map.of()));

        for (var name : Set.of(
                "adiponectinMgPerL", "triglyceridesFasting", "fattyLiver", "hba1c", "configuredTurnaroundDays")) {
            assertThat(known).containsEntry(name, null);
        }
        assertThat(known).containsEntry("sex", "FEMALE").containsEntry("cardiacProgramme", true);
    }

    @Test
    void whatWasLearntSinceComesBeforeWhatTheReferralSaid() {
        var clinical = Map.<String, Object>of(
                "adiponectin",
                Map.of("value", 18.2, "unit", "mg/L"),
                "triglycerides",
                Map.of("value", 5.2, "unit", "mmol/L", "fasting", true, "comparator", ">"));
        when(learnt.of(any()))
                .thenReturn(
                        Map.of("adiponectinMgPerL", new Fact("adiponectinMgPerL", new BigDecimal("3.1"), NOW, "lab")));

        assertThat(facts.known(caseFile(clinical)))
                .containsEntry("adiponectinMgPerL", new BigDecimal("3.1"))
                .containsEntry("triglyceridesMmolPerL", new BigDecimal("5.2"))
                .containsEntry("triglyceridesComparator", ">")
                .containsEntry("triglyceridesFasting", true);
    }

    /** Born on 21 March 1987. */
    @ParameterizedTest
    @CsvSource({"2005-03-20T23:59:59Z,true", "2005-03-21T00:00:00Z,false"})
    void aPersonIsAChildUntilTheEighteenthBirthday(Instant now, boolean child) {
        assertThat(at(now).child(caseFile(Map.of()))).isEqualTo(child);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE_FOUND,2024-11-23T12:00:00Z,true",
        "NONE_FOUND,2024-11-23T12:00:01Z,false",
        "UNCERTAIN_SIGNIFICANCE,2020-01-01T00:00:00Z,true",
        "PATHOGENIC,2020-01-01T00:00:00Z,false"
    })
    void anUnsolvedCaseIsLookedAtAgainAfterTheConfiguredTime(String result, Instant known, boolean due) {
        var execution = mock(DelegateExecution.class);
        when(execution.getProcessBusinessKey())
                .thenReturn(Referrals.newReference().value());
        when(learnt.of(any())).thenReturn(Map.of("geneticResult", new Fact("geneticResult", result, known, "lab")));

        assertThat(facts.reanalysisDue(execution)).isEqualTo(due);

        when(orders.of(any()))
                .thenReturn(List.of(
                        new Order("x-1", OrderKind.GENETIC_TEST, State.OPEN, NOW, Optional.empty(), Optional.empty())));
        assertThat(facts.reanalysisDue(execution)).as("one is under way").isFalse();
    }

    @Test
    void aNewValueIsExactUnlessItsFormSaysOtherwise() {
        var given = new HashMap<String, Object>();
        given.put("triglyceridesMmolPerL", 4.0);
        given.put("sampleFasting", "NOT_KNOWN");
        given.put("cardiomyopathyFound", "NO");
        given.put("diagnosis", "TYPE_B");
        given.put("resultStatus", "FINAL");

        assertThat(LearntFacts.in(given))
                .containsEntry("triglyceridesMmolPerL", 4)
                .containsEntry("triglyceridesComparator", null)
                .containsEntry("triglyceridesFasting", null)
                .containsEntry("cardiomyopathy", false)
                .containsEntry("diagnosis", "TYPE_B")
                .hasSize(5);
    }

    /** H14: a dose recorded anew never stands beside the strength of an earlier one. */
    @Test
    void aNewDoseBringsItsOwnBrandAndStrength() {
        assertThat(LearntFacts.in(Map.of(
                        "unitsPerDayNow", 300, "insulinBrandNow", "TRESIBA", "insulinStrengthUnitsPerMlNow", "200")))
                .containsOnly(
                        entry("insulinUnitsPerDay", 300),
                        entry("insulinBrand", "TRESIBA"),
                        entry("insulinStrengthUnitsPerMl", "200"));
        assertThat(LearntFacts.in(Map.of("insulinUnitsPerDay", 0)))
                .containsEntry("insulinBrand", null)
                .containsEntry("insulinStrengthUnitsPerMl", null);
        assertThat(LearntFacts.in(Map.of("unitsPerDayBefore", 300, "insulinBrandBefore", "TRESIBA")))
                .as("what was before is no fact of today")
                .isEmpty();
        assertThat(LearntFacts.in(Map.of("insulinBrand", "HUMALOG", "startingUnitsPerDay", 90)))
                .as("a start sheet says what is planned")
                .isEmpty();
    }

    private static CaseFile caseFile(Map<String, Object> clinical) {
        return CaseFile.opened(Referrals.submitted(Referrals.newReference(), clinical));
    }

    private static Set<String> readByDecisions() throws IOException {
        var read = new TreeSet<String>();
        for (var model : ModelDeployment.models()) {
            if (model.name().endsWith(".dmn")) {
                var names = READ.matcher(model.resource().getContentAsString(StandardCharsets.UTF_8));
                while (names.find()) {
                    read.add(names.group(1));
                }
            }
        }
        return read;
    }
}
