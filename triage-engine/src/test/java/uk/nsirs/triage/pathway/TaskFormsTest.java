package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.triage.access.Staff;
import uk.nsirs.triage.pathway.TaskForm.Answer;

/** The forms are the contract: what each of them takes, and what no form can take. */
class TaskFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYTHING = "Mrs Zyxwvutest was here";

    private static final Map<String, TaskForm> TASKS = new TaskForms(null, null).newest();

    static Stream<String> forms() {
        return ModelDeployment.models().stream()
                .map(ModelDeployment.Model::name)
                .filter(name -> name.endsWith(".form"));
    }

    static Stream<String> tasks() {
        return TASKS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyComponentThatAsksIsOfAKindTheServerJudges(String name) {
        var schema = schema(name);
        assertThat(judged(schema)).isEqualTo(keys(schema));
    }

    /** H14: whatever form asks for a dose of insulin, brand and strength belong to the answer. */
    @ParameterizedTest
    @MethodSource("tasks")
    void aDoseOfInsulinNeverStandsAlone(String task) {
        var form = TASKS.get(task);
        form.fields().keySet().stream()
                .filter(field -> field.matches("insulinUnitsPerDay|unitsPerDay.*"))
                .forEach(dose -> {
                    assertThat(InsulinDose.incomplete(form, Map.of(dose, 0.5)))
                            .as(dose)
                            .isTrue();
                    assertThat(InsulinDose.incomplete(form, Map.of(dose, 0)))
                            .as("none of it")
                            .isFalse();
                });
    }

    @Test
    void aFieldInWhichAnythingCanBeTypedIsNoAnswer() {
        for (var type : List.of("textfield", "textarea", "filepicker", "taglist", "expression")) {
            var schema = JSON.createObjectNode();
            schema.putArray("components").addObject().put("type", type).put("key", "remark");

            assertThat(judged(schema)).isNotEqualTo(keys(schema));
        }
    }

    @Test
    void everyUserTaskHasItsFormAndPeopleWhoMayCompleteIt() {
        var users = new ArrayList<UserTask>();
        for (var model : ModelDeployment.models()) {
            if (model.name().endsWith(".bpmn")) {
                users.addAll(read(model));
            }
        }
        assertThat(users).isNotEmpty().allSatisfy(task -> {
            assertThat(forms()).contains("forms/" + task.getCamundaFormRef() + ".form");
            assertThat(task.getCamundaCandidateGroupsList())
                    .as(task.getId())
                    .isNotEmpty()
                    .isSubsetOf(Staff.groups());
        });
        assertThat(TASKS).hasSameSizeAs(users);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void eachFieldTakesWhatItAsksForAndNothingElse(String task) {
        var form = TASKS.get(task);
        form.fields().forEach((key, field) -> {
            assertThat(good(field.answer())).as(key).isNotEmpty().allSatisfy(value -> assertThat(
                            form.fault(Map.of(key, value)))
                    .as("%s %s", key, value)
                    .isEmpty());
            assertThat(bad(field.answer())).as(key).allSatisfy(value -> assertThat(form.fault(Map.of(key, value)))
                    .as("%s %s", key, value)
                    .hasValueSatisfying(words -> assertThat(words).contains(key).doesNotContain(ANYTHING)));
        });
        assertThat(form.fault(Map.of("remark" + ANYTHING, "x"))).hasValueSatisfying(words -> assertThat(words)
                .contains("Free text belongs into a letter")
                .doesNotContain(ANYTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-03-31", "2028-02-29"})
    void aDateIsADayThatExists(String day) {
        assertThat(new Answer.Moment(Answer.Moment.Kind.DATE).takes(day)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-02-29", "31.03.2027", "2027-03-31T10:00", "+12027-03-31", "-2027-03-31", "tomorrow"})
    void anythingElseIsNoDate(String text) {
        assertThat(new Answer.Moment(Answer.Moment.Kind.DATE).takes(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0,true",
        "27,true",
        "5.5,true",
        "5.50,true",
        "-0.1,false",
        "27.1,false",
        "5.55,false",
        "NaN,false",
        "Infinity,false"
    })
    void aNumberKeepsItsLimitsAndItsDecimalPlaces(double value, boolean taken) {
        var answer = new Answer.Quantity(BigDecimal.ZERO, BigDecimal.valueOf(27), 1);

        assertThat(answer.takes(value)).isEqualTo(taken);
        assertThat(answer.words()).isEqualTo("a number from 0 to 27 with up to 1 decimal place");
    }

    @Test
    void aNumberMayComeAsAnyNumberButNotAsText() {
        var answer = new Answer.Quantity(null, null, 0);

        assertThat(List.of(3, 3L, 3.0, new BigDecimal("3.0"))).allMatch(answer::takes);
        assertThat(List.of("3", true, new Object())).noneMatch(answer::takes);
        assertThat(answer.words()).isEqualTo("a whole number");
    }

    @Test
    void aLimitThatDependsOnAnotherAnswerIsLeftToTheRule() {
        var schema = JSON.createObjectNode();
        schema.putArray("components")
                .addObject()
                .put("type", "number")
                .put("key", "dose")
                .putObject("validate")
                .put("min", 0)
                .put("max", "=calculated - 1");

        assertThat(TaskForm.fields(schema).get("dose").answer())
                .isEqualTo(new Answer.Quantity(BigDecimal.ZERO, null, null));
    }

    @Test
    void whatIsRequiredIsMissedUnlessTheFormMayHideIt() {
        var schema = JSON.createObjectNode();
        var components = schema.putArray("components");
        components
                .addObject()
                .put("type", "number")
                .put("key", "count")
                .putObject("validate")
                .put("required", true);
        components
                .addObject()
                .put("type", "checkbox")
                .put("key", "agreed")
                .putObject("validate")
                .put("required", true);
        var hidden = components.addObject().put("type", "number").put("key", "hidden");
        hidden.putObject("validate").put("required", true);
        hidden.putObject("conditional").put("hide", "=true");
        var form = new TaskForm("Count", List.of("nurses"), TaskForm.fields(schema));

        assertThat(form.missing(form.given(Map.of()::get))).containsExactly("count", "agreed");
        assertThat(form.missing(form.given(Map.<String, Object>of("count", "", "agreed", true)::get)))
                .containsExactly("count");
        assertThat(form.fault(Map.of("agreed", false))).contains("agreed is to be ticked.");
        assertThat(form.fault(Map.of("count", ""))).as("not answered").isEmpty();
    }

    private static List<Object> good(Answer answer) {
        if (answer instanceof Answer.Code code) {
            return List.copyOf(code.labels().keySet());
        }
        if (answer instanceof Answer.YesOrNo yesOrNo) {
            return yesOrNo.ticked() ? List.of(true) : List.of(true, false);
        }
        if (answer instanceof Answer.Quantity quantity) {
            var some = quantity.lowest() != null
                    ? quantity.lowest()
                    : quantity.highest() != null ? quantity.highest() : BigDecimal.ONE;
            return List.of(some, some.doubleValue());
        }
        return switch (((Answer.Moment) answer).kind()) {
            case DATE -> List.of("2027-03-31");
            case TIME -> List.of("14:30");
            case DATETIME -> List.of("2027-03-31T14:30", "2027-03-31T14:30Z", "2027-03-31T14:30:00+01:00");
        };
    }

    private static List<Object> bad(Answer answer) {
        var bad = new ArrayList<Object>(List.of(ANYTHING, new Object(), List.of(), Double.NaN));
        if (answer instanceof Answer.Quantity quantity) {
            bad.add(true);
            if (quantity.lowest() != null) {
                bad.add(quantity.lowest().subtract(BigDecimal.ONE));
            }
            if (quantity.highest() != null) {
                bad.add(quantity.highest().add(BigDecimal.ONE));
            }
            if (quantity.decimals() != null) {
                bad.add(
                        good(quantity).get(0) instanceof BigDecimal some
                                ? some.add(new BigDecimal("0.123456789"))
                                : ANYTHING);
            }
        } else {
            bad.add(1);
        }
        if (!(answer instanceof Answer.YesOrNo)) {
            bad.add(true);
        }
        return bad;
    }

    private static Set<String> judged(JsonNode schema) {
        return new TreeSet<>(TaskForm.fields(schema).keySet());
    }

    private static Set<String> keys(JsonNode schema) {
        var keys = new TreeSet<String>();
        schema.findValuesAsText("key").forEach(keys::add);
        return keys;
    }

    private static JsonNode schema(String name) {
        var model = ModelDeployment.models().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (var text = model.resource().getInputStream()) {
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new AssertionError(name, unreadable);
        }
    }

    private static List<UserTask> read(ModelDeployment.Model model) {
        try (var text = model.resource().getInputStream()) {
            return List.copyOf(Bpmn.readModelFromStream(text).getModelElementsByType(UserTask.class));
        } catch (IOException unreadable) {
            throw new AssertionError(model.name(), unreadable);
        }
    }
}
