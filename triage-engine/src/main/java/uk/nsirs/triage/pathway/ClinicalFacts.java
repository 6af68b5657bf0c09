package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.Orders.State;
import uk.nsirs.triage.criteria.CriteriaFacts;
import uk.nsirs.triage.criteria.LearntFacts;

/**
 * What the decisions after acceptance are given: the referral's facts, what was measured, decided or recorded since, and
 * what the process itself is about. Unknown is null or absent, never "no". The models call it as {@code clinicalFacts}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("clinicalFacts")
public final class ClinicalFacts {

    private static final int ADULT = 18;

    /** What one process is about; of no other process of the same patient. */
    static final Set<String> OF_THIS_PROCESS = Set.of(
            "appointmentType", "testFor", "examinationNeeded", "bloodsNeeded", "infusion", "clinicianSaysFaceToFace");

    /** How old an unsolved test becomes before it is looked at again, in {@code nsirs.timers.lengths}. */
    static final String REANALYSIS = "genetic-reanalysis";

    private static final Set<Object> UNSOLVED = Set.of("NONE_FOUND", "UNCERTAIN_SIGNIFICANCE");

    private final CaseFiles cases;
    private final CaseFacts facts;
    private final DecisionTables tables;
    private final Orders orders;
    private final RuntimeService runtime;
    private final Timers timers;
    private final PathwaySettings settings;
    private final Clock clock;

    ClinicalFacts(
            CaseFiles cases,
            CaseFacts facts,
            DecisionTables tables,
            Orders orders,
            @Lazy RuntimeService runtime,
            Timers timers,
            PathwaySettings settings,
            Clock clock) {
        this.cases = cases;
        this.facts = facts;
        this.tables = tables;
        this.orders = orders;
        this.runtime = runtime;
        this.timers = timers;
        this.settings = settings;
        this.clock = clock;
    }

    /** The facts; transient, so that no copy is kept in the engine's tables. */
    public TypedValue of(DelegateExecution execution) {
        var all = known(Cases.of(execution, cases));
        for (var name : OF_THIS_PROCESS) {
            all.put(name, LearntFacts.plain(execution.getVariable(name)));
        }
        // What the case file learnt is at least as new as a variable: a report may have been corrected since
        for (var name : LearntFacts.SAID) {
            if (all.get(name) == null) {
                all.put(name, LearntFacts.plain(execution.getVariable(name)));
            }
        }
        return Variables.untypedValue(tables.prepared(all), true);
    }

    /** Whether the patient is under 18 years old today; null where that is not known. */
    public Boolean child(DelegateExecution execution) {
        return child(Cases.of(execution, cases));
    }

    /**
     * Whether the newest genetic test solved nothing, is old enough to be looked at again, and no other is under way
     * (GEN-07).
     */
    public boolean reanalysisDue(DelegateExecution execution) {
        var reference = Cases.reference(execution);
        var result = facts.of(reference).get("geneticResult");
        return result != null
                && UNSOLVED.contains(result.value())
                && timers.isOver(result.knownAt(), REANALYSIS)
                && orders.of(reference).stream()
                        .noneMatch(order -> order.kind() == OrderKind.GENETIC_TEST && order.state() == State.OPEN)
                // Before its order a test waits for the patient's consent
                && runtime.createProcessInstanceQuery()
                                .processDefinitionKey("GeneticTesting")
                                .processInstanceBusinessKey(reference.value())
                                .count()
                        == 0;
    }

    Boolean child(CaseFile caseFile) {
        var age = caseFile.factsOn(today()).get("ageYears");
        return age instanceof Integer years ? years < ADULT : null;
    }

    /** Every fact that is not of one process only. */
    Map<String, Object> known(CaseFile caseFile) {
        var all = new HashMap<>(caseFile.factsOn(today()));
        all.putAll(CriteriaFacts.afterAcceptance(caseFile.clinical()));
        all.put(
                "sex",
                caseFile.referral().patient().sex() == null
                        ? null
                        : caseFile.referral().patient().sex().name());
        all.put("cardiacProgramme", settings.cardiacProgramme());
        all.put("longJourneyKm", settings.longJourneyKm());
        all.put("hdlLowerLimit", settings.hdlLowerLimit());
        all.put("triglyceridesUpperLimit", settings.triglyceridesUpperLimit());
        all.put("configuredTestCodes", settings.testCodes());
        all.put("configuredTurnaroundDays", settings.geneticTurnaroundDays());
        facts.of(caseFile.reference()).forEach((name, fact) -> all.put(name, fact.value()));
        return all;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(WorkingCalendar.LONDON));
    }
}
