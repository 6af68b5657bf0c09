package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import uk.nsirs.triage.TriageTest;

class RuledTasksTest extends TriageTest {

    /** A call of a bean of ours with the execution or the task. */
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\.(\\w+)\\((?:execution|task)\\b");

    @Autowired
    private CompletionRules rules;

    @Autowired
    private TaskForms forms;

    @Autowired
    private ApplicationContext beans;

    @Test
    void whateverAModelCallsIsThere() throws IOException {
        for (var model : ModelDeployment.models()) {
            var calls = CALL.matcher(model.resource().getContentAsString(StandardCharsets.UTF_8));
            while (model.name().endsWith(".bpmn") && calls.find()) {
                assertThat(beans.containsBean(calls.group(1)))
                        .as("%s of %s", calls.group(1), model.name())
                        .isTrue();
                var type = beans.getBean(calls.group(1)).getClass();
                assertThat(Modifier.isPublic(type.getModifiers()))
                        .as(type.getName())
                        .isTrue();
                assertThat(type.getMethods())
                        .as("%s of %s", calls.group(), model.name())
                        .anyMatch(method -> method.getName().equals(calls.group(2)));
            }
        }
    }

    @Test
    void everyRuleIsOfATaskThatExists() {
        assertThat(forms.newest().keySet()).containsAll(rules.ruled());
    }
}
