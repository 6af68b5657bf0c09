package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form begins with the way to the case file, speaks in words, says its ranges, and takes no free text. */
class FormConventionsTest {

    /** What Camunda 7.24's Tasklist reads. */
    private static final int SCHEMA_VERSION = 16;

    private static final Set<String> SHOWING = Set.of("text");
    private static final Set<String> ASKING = Set.of("select", "radio", "checkbox", "number", "datetime");

    /** A variable that holds a code, put into a text as it is: people read words. */
    private static final Pattern CODE_SHOWN = Pattern.compile(
            "string\\((phenotype|diagnosis|geneticResult|antibodyResult|priority|resumedTherapies|milestone|therapy|funder"
                    + "|fundingDecision|appointmentType|appointmentMode|attendance|recommendation)\\)");

    /** "not known mmol/L": a unit belongs to a number, not to what stands where there is none. */
    private static final Pattern UNIT_OF_NOTHING =
            Pattern.compile("\"(not known|)\" else string\\(\\w+\\)}} (mmol|units|kg|kcal|a week|of \\d)");

    /** A date as the engine keeps it: people read "15 July 2026". */
    private static final Pattern DATE_SHOWN =
            Pattern.compile("else (string\\(\\w+On\\)|substring\\([^}]*, 1, 10\\))}}");

    static Stream<String> forms() {
        return Models.forms().stream().map(Models::nameOf);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_keeps_the_conventions(String name) {
        assertThat(faults(name, form(name))).isEmpty();
    }

    @Test
    void every_user_task_has_its_form_and_every_form_its_task() {
        var asked = new TreeSet<String>();
        for (var process : Models.processes()) {
            Bpmn.readModelFromFile(process.toFile()).getModelElementsByType(UserTask.class).stream()
                    .peek(task -> assertThat(task.getId()).isEqualTo("Task_" + task.getCamundaFormRef()))
                    .map(UserTask::getCamundaFormRef)
                    .forEach(asked::add);
        }
        assertThat(forms()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void each_convention_can_fail() {
        assertThat(faults("ConfirmClosure", form("GiveAdvice"))).contains("id");

        var withoutLink = form("ConfirmClosure");
        components(withoutLink).remove(0);
        assertThat(faults("ConfirmClosure", withoutLink)).contains("case file link");

        var sameTab = form("ConfirmClosure");
        ((ObjectNode) components(sameTab).get(0)).put("text", "<a href=\"{{caseFileUrl}}\">Case file</a>");
        assertThat(faults("ConfirmClosure", sameTab)).contains("case file link");

        var freeText = form("ConfirmClosure");
        components(freeText).addObject().put("type", "textarea").put("key", "remark");
        assertThat(faults("ConfirmClosure", freeText)).contains("textarea");

        var unlabelled = form("ConfirmClosure");
        components(unlabelled).addObject().put("type", "number").put("key", "count");
        assertThat(faults("ConfirmClosure", unlabelled)).contains("label of count");

        var unlimited = form("ConfirmClosure");
        components(unlimited)
                .addObject()
                .put("type", "number")
                .put("key", "count")
                .put("label", "Count")
                .putObject("validate")
                .put("min", 1);
        assertThat(faults("ConfirmClosure", unlimited)).containsExactly("range of count");

        var coded = form("ConfirmClosure");
        components(coded).addObject().put("type", "text").put("text", "It is {{string(phenotype)}}");
        assertThat(faults("ConfirmClosure", coded)).containsExactly("code shown");

        var twice = form("ConfirmClosure");
        components(twice).addObject().put("type", "text").put("id", "Field_CaseFile");
        assertThat(faults("ConfirmClosure", twice)).containsExactly("id of two components");

        var unitOfNothing = form("ConfirmClosure");
        components(unitOfNothing)
                .addObject()
                .put("type", "text")
                .put("text", "{{if hba1c = null then \"not known\" else string(hba1c)}} mmol/mol");
        assertThat(faults("ConfirmClosure", unitOfNothing)).containsExactly("unit of nothing");

        var dated = form("ConfirmClosure");
        components(dated)
                .addObject()
                .put("type", "text")
                .put("text", "{{if reviewOn = null then \"\" else string(reviewOn)}}");
        assertThat(faults("ConfirmClosure", dated)).containsExactly("date shown");

        var newer = form("ConfirmClosure");
        newer.put("schemaVersion", 99);
        assertThat(faults("ConfirmClosure", newer)).contains("schemaVersion");
    }

    private static List<String> faults(String name, JsonNode form) {
        var faults = new ArrayList<String>();
        if (!form.path("id").asText().equals(name)) {
            faults.add("id");
        }
        if (form.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            faults.add("schemaVersion");
        }
        var first = form.path("components").path(0);
        // An HTML component would lose its target to the sanitiser; HTML inside a text component keeps it.
        var link = first.path("text").asText();
        if (!first.path("type").asText().equals("text")
                || !link.contains("href=\"{{caseFileUrl}}\"")
                || !link.contains("target=\"_blank\"")) {
            faults.add("case file link");
        }
        var ids = new HashSet<String>();
        for (var component : form.path("components")) {
            // form-js shows nothing at all of a form in which an id comes twice
            if (component.has("id") && !ids.add(component.path("id").asText())) {
                faults.add("id of two components");
            }
            var words = component.path("text").asText();
            if (UNIT_OF_NOTHING.matcher(words).find()) {
                faults.add("unit of nothing");
            }
            if (DATE_SHOWN.matcher(words).find()) {
                faults.add("date shown");
            }
            var type = component.path("type").asText();
            if (!SHOWING.contains(type) && !ASKING.contains(type)) {
                faults.add(type);
            }
            var label = component.path(type.equals("datetime") ? "dateLabel" : "label");
            if (ASKING.contains(type) && label.asText().isBlank()) {
                faults.add("label of " + component.path("key").asText());
            }
            if (type.equals("number") && !component.path("readonly").asBoolean() && !saysItsRange(component)) {
                faults.add("range of " + component.path("key").asText());
            }
            if (type.equals("text")
                    && CODE_SHOWN.matcher(component.path("text").asText()).find()) {
                faults.add("code shown");
            }
        }
        return faults;
    }

    /** In its label or its help: both limits that are numbers. */
    private static boolean saysItsRange(JsonNode number) {
        var words = (number.path("label").asText() + " "
                        + number.path("description").asText())
                .replace(",", "");
        return Stream.of("min", "max")
                .map(number.path("validate")::path)
                .filter(JsonNode::isNumber)
                .allMatch(limit -> Stream.of(words.split("[^0-9.]+"))
                        .map(word -> word.replaceAll("\\.$", ""))
                        .anyMatch(limit.asText()::equals));
    }

    private static ArrayNode components(ObjectNode form) {
        return (ArrayNode) form.get("components");
    }

    private static ObjectNode form(String name) {
        var file = Models.forms().stream()
                .filter(form -> Models.nameOf(form).equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return (ObjectNode) new ObjectMapper().readTree(Models.textOf(file));
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + " is not JSON", e);
        }
    }
}
