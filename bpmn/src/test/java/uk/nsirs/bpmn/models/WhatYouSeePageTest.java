package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that shows people what they see of each stage names only what there is. */
class WhatYouSeePageTest {

    private static final Path PAGE = Path.of("..", "docs", "what-you-see.md");
    private static final Path SCREENSHOTS = PAGE.resolveSibling("screenshots");
    private static final Path JOURNEYS = Path.of("../local/quickstart/src/main/resources/cohort/journeys");
    private static final Path COHORT = JOURNEYS.getParent();

    /** One row of the table of stages. */
    private record Stage(String where, String patients) {
        @Override
        public String toString() {
            return where;
        }
    }

    static Stream<Stage> stages() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 5 && !cells[1].contains("stage") && !cells[1].contains("---"))
                .map(cells -> new Stage(cells[2], cells[4]));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageNamesProcessesThatThereAreAndActivitiesThatTheyHave(Stage stage) {
        List<String> names = new ArrayList<>();
        for (var process : found("`(\\w+)`", stage.where())) {
            var model = Path.of("src/main/resources/processes", process + ".bpmn");
            assertThat(model).exists();
            Bpmn.readModelFromFile(model.toFile())
                    .getModelElementsByType(FlowElement.class)
                    .forEach(element -> names.add(element.getName()));
        }
        assertThat(names).containsAll(found("\\*([^*]+)\\*", stage.where()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageNamesPatientsOfTheDemo(Stage stage) {
        assertThat(found("`([\\w.-]+)`", stage.patients())).allSatisfy(patient -> assertThat(
                        patient.endsWith(".json") ? COHORT.resolve(patient) : JOURNEYS.resolve(patient + ".json"))
                .exists());
    }

    @Test
    void everyPatientOfTheDemoWhoWasTakenFurtherIsOnThePage() throws IOException {
        var named = stages().flatMap(stage -> found("`([\\w.-]+)`", stage.patients()).stream())
                .toList();
        try (var files = Files.list(JOURNEYS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json") && !file.equals("index.json"))
                            .map(file -> file.replace(".json", "")))
                    .isNotEmpty()
                    .allSatisfy(patient -> assertThat(named).contains(patient));
        }
    }

    @Test
    void everyPictureOnThePageIsThereAndEveryPictureThatIsThereIsOnThePage() throws IOException {
        try (var files = Files.list(SCREENSHOTS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(found("\\(screenshots/([^)]+)\\)", Files.readString(PAGE)));
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
