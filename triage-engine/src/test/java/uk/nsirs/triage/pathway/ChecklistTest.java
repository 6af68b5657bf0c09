package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.nsirs.triage.pathway.PathwaySettings.ChecklistLine;

/** Which lines of the checklist before immunosuppression stop it (H19). */
class ChecklistTest {

    @Test
    void aLineThatIsNotDoneStopsTheStartWhereItIsConfigured() {
        assertThatThrownBy(() -> start(Set.of(ChecklistLine.VACCINES), "vaccineCheck", "NOT_DONE"))
                .hasMessageContaining("A line of the checklist is not done");
    }

    @Test
    void aLineThatIsNotConfiguredIsAskedOnly() {
        assertThatCode(() -> start(Set.of(ChecklistLine.HEPATITIS_B), "vaccineCheck", "NOT_DONE"))
                .doesNotThrowAnyException();
    }

    @Test
    void anOverrideSaysWhyWhateverIsConfigured() {
        assertThatThrownBy(() -> start(Set.of(), "vaccineCheck", "OVERRIDDEN"))
                .hasMessageContaining("Choose why the line is overridden");
    }

    private static void start(Set<ChecklistLine> configured, String line, String answer) {
        var given = new HashMap<String, Object>(Map.of(
                "hepatitisBScreen", "YES_DONE",
                "infectionCheck", "YES_DONE",
                "pregnancyCheck", "YES_DONE",
                "vaccineCheck", "YES_DONE",
                "startDecision", "START"));
        given.put(line, answer);
        var settings = new PathwaySettings(null, null, null, null, null, false, configured);
        new ImmunosuppressionRules(settings)
                .rules()
                .get("Task_CompletePreTreatmentChecklist")
                .accept(new Completion(null, given, null, null));
    }
}
