package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.NamedElement;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What style.md asks of each decision. */
class DecisionConventionsTest {

    /** A requirement id, an ambiguity, a hazard, a public fact, or a decision table of the catalogue. */
    private static final String SOURCE = "(?s).*\\b([A-Z]{3}-\\d\\d|[AV]-\\d\\d|[DH]\\d+)\\b.*";

    static List<String> names() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/decisions"))) {
            return files.map(file -> file.getFileName().toString().replace(".dmn", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_file_is_named_after_its_last_decision_and_each_decision_keeps_its_history(String name) {
        var decisions = decisions(name);

        assertThat(decisions).extracting(Decision::getId).contains(name);
        assertThat(decisions).allSatisfy(decision -> assertThat(decision.getCamundaHistoryTimeToLiveString())
                .isNotBlank());
        assertThat(decisions).extracting(NamedElement::getName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void only_unique_and_collect_are_used(String name) {
        var tables = Decisions.of(name + ".dmn").model().getModelElementsByType(DecisionTable.class);

        assertThat(tables)
                .isNotEmpty()
                .extracting(DecisionTable::getHitPolicy)
                .isSubsetOf(HitPolicy.UNIQUE, HitPolicy.COLLECT);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_rule_names_its_source(String name) {
        var rules = Decisions.of(name + ".dmn").model().getModelElementsByType(Rule.class);

        assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(
                        rule.getDescription().getTextContent())
                .as(rule.getId())
                .matches(SOURCE));
    }

    /** {@code not(true)} is false for false and null in FEEL 1.19: say {@code null, false} instead. */
    @ParameterizedTest
    @MethodSource("names")
    void no_cell_negates_a_truth_value(String name) {
        var cells = Decisions.of(name + ".dmn").model().getModelElementsByType(InputEntry.class);

        assertThat(cells)
                .extracting(cell -> cell.getText().getTextContent().trim())
                .doesNotContain("not(true)", "not(false)");
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_decision_is_drawn(String name) throws Exception {
        String text;
        try (var stream = getClass().getResourceAsStream("/decisions/" + name + ".dmn")) {
            text = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        Set<String> ids = decisions(name).stream().map(Decision::getId).collect(Collectors.toSet());

        assertThat(ids).allSatisfy(id -> assertThat(text).contains("dmnElementRef=\"" + id + "\""));
    }

    private static List<Decision> decisions(String name) {
        return List.copyOf(Decisions.of(name + ".dmn").model().getModelElementsByType(Decision.class));
    }
}
