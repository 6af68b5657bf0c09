package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.BuiltinAggregator;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every decision keeps its history for a stated time, decides without an order of rules, and says where each rule is from. */
class DecisionConventionsTest {

    static Stream<Path> decisions() {
        return Models.decisions().stream();
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_keeps_the_conventions(Path file) {
        assertThat(faults(Models.nameOf(file), Models.textOf(file))).isEmpty();
    }

    @Test
    void there_are_decisions_to_check() {
        assertThat(decisions().map(Models::nameOf)).contains("ReferralCriteria", "TriagePriority");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name=\"Sound\" camunda:historyTimeToLive=\"P3650D\" | name=\"Sound\" | SoundDecision has no time to live",
                "hitPolicy=\"UNIQUE\" | hitPolicy=\"FIRST\" | Table_Sound has hit policy FIRST",
                "hitPolicy=\"UNIQUE\" | hitPolicy=\"COLLECT\" aggregation=\"SUM\" | Table_Sound collects by SUM",
                "<description>REF-01: a source</description> | `` | Rule_Sound has no source",
                "<description>REF-01: a source</description> | <description>because</description> | Rule_Sound has no source",
                "id=\"SoundDecision\" | id=\"decision_1\" | decision_1 says nothing",
                "name=\"SoundDecisions\" | name=\"SoundDecisions\" | file SoundDecision does not hold a decision of its name",
            })
    void each_convention_can_fail(String sound, String broken, String fault) {
        var text = Models.textOf(Path.of("src/test/resources/uk/nsirs/bpmn/models/SoundDecision.dmn"));
        assertThat(faults("SoundDecision", text)).isEmpty();
        assertThat(text).contains(sound);

        var file = fault.startsWith("file") ? "OtherDecision" : "SoundDecision";
        assertThat(faults(file, text.replace(sound, broken)))
                .contains(fault.replace("file SoundDecision", "file OtherDecision"));
    }

    private static List<String> faults(String file, String text) {
        DmnModelInstance model =
                Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var faults = new ArrayList<String>();
        var decisions = ((Definitions) model.getDocumentElement()).getChildElementsByType(Decision.class);
        if (decisions.stream().noneMatch(decision -> decision.getId().equals(file))) {
            faults.add("file " + file + " does not hold a decision of its name");
        }
        for (var decision : decisions) {
            if (decision.getCamundaHistoryTimeToLiveString() == null) {
                faults.add(decision.getId() + " has no time to live");
            }
            if (!decision.getId().matches("[A-Z][A-Za-z0-9]+")) {
                faults.add(decision.getId() + " says nothing");
            }
        }
        for (var table : model.getModelElementsByType(DecisionTable.class)) {
            if (table.getHitPolicy() != HitPolicy.UNIQUE && table.getHitPolicy() != HitPolicy.COLLECT) {
                faults.add(table.getId() + " has hit policy " + table.getHitPolicy());
            }
            var aggregation = table.getAggregation();
            if (aggregation != null && aggregation != BuiltinAggregator.MIN && aggregation != BuiltinAggregator.MAX) {
                faults.add(table.getId() + " collects by " + aggregation);
            }
            for (var rule : table.getRules()) {
                var source = rule.getDescription();
                if (source == null || !source.getTextContent().matches("(?s).*\\b([A-Z]{3}-\\d\\d|A-\\d\\d|D\\d).*")) {
                    faults.add(rule.getId() + " has no source");
                }
            }
        }
        return faults;
    }
}
