package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every process keeps to the house's conventions and can be read as a picture; each check is proved able to fail. */
class ProcessConventionsTest {

    private static BpmnModelInstance model(String text) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @TestFactory
    Stream<DynamicTest> every_process_keeps_every_convention() {
        return Models.processes().stream().flatMap(file -> {
            var model = model(Models.textOf(file));
            return Stream.of(ProcessConvention.values())
                    .map(convention ->
                            DynamicTest.dynamicTest(Models.nameOf(file) + ": " + convention.inWords(), () -> assertThat(
                                            convention.faults(Models.nameOf(file), model))
                                    .isEmpty()));
        });
    }

    @TestFactory
    Stream<DynamicTest> every_picture_is_readable() {
        return Models.processes().stream().flatMap(file -> {
            var picture = Picture.of(model(Models.textOf(file)));
            return Stream.of(PictureRule.values())
                    .map(rule -> DynamicTest.dynamicTest(
                            Models.nameOf(file) + ": " + rule.inWords(),
                            () -> assertThat(rule.faults(picture)).isEmpty()));
        });
    }

    @Test
    void every_way_back_that_is_allowed_exists() {
        var lines = Models.processes().stream()
                .flatMap(file -> Picture.of(model(Models.textOf(file))).lines().stream())
                .filter(line -> line.last().x() < line.first().x())
                .map(Picture.Line::id)
                .toList();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(PictureRule.WAYS_BACK.keySet());
    }

    @ParameterizedTest
    @EnumSource(ProcessConvention.class)
    void each_convention_can_fail(ProcessConvention convention) {
        assertThat(convention.faults("SoundProcess", model(soundProcess()))).isEmpty();

        for (var broken : BrokenModels.breaking(convention)) {
            assertThat(convention.faults("SoundProcess", model(broken.in(soundProcess()))))
                    .as(broken.toString())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(PictureRule.class)
    void each_rule_of_the_picture_can_fail(PictureRule rule) {
        assertThat(rule.faults(Picture.of(model(soundProcess())))).isEmpty();

        for (var broken : BrokenModels.breaking(rule)) {
            assertThat(rule.faults(Picture.of(model(broken.in(soundProcess())))))
                    .as(broken.toString())
                    .isNotEmpty();
        }
    }

    @Test
    void there_are_processes_to_check() {
        assertThat(Models.processes().stream().map(Models::nameOf))
                .contains(
                        "ReferralPathway",
                        "RequestInformation",
                        "GiveAdvice",
                        "UnprocessableMessage",
                        "UndeliverableEmail");
    }

    private static String soundProcess() {
        return Models.textOf(Path.of("src/test/resources/uk/nsirs/bpmn/models/SoundProcess.bpmn"));
    }
}
