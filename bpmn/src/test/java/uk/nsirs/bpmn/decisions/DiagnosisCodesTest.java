package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A diagnosis is written by a form and read by decisions; a code that only one of them knows would change a therapy in silence. */
class DiagnosisCodesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern DIAGNOSES = Pattern.compile(
            "\"((?:[A-Z]+_)*LIPODYSTROPHY(?:_TYPE_[12]|_OTHER)?|DONOHUE|RABSON_MENDENHALL|TYPE_[AB]|COMMON_INSULIN_RESISTANCE)\"");

    /** Words of the decisions' own that look like a diagnosis. */
    private static final Set<String> GROUPS = Set.of("LIPODYSTROPHY");

    @ParameterizedTest
    @ValueSource(strings = {"MetreleptinEligibility", "Surveillance"})
    void everyDiagnosisADecisionNamesCanBeConfirmed(String decision) throws IOException {
        var codes = DIAGNOSES
                .matcher(Files.readString(RESOURCES.resolve("decisions/" + decision + ".dmn")))
                .results()
                .map(match -> match.group(1))
                .filter(code -> !GROUPS.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(codes).isNotEmpty();
        assertThat(offered()).containsAll(codes);
    }

    private static Set<String> offered() throws IOException {
        var codes = new TreeSet<String>();
        for (var component : new ObjectMapper()
                .readTree(RESOURCES.resolve("forms/ConfirmDiagnosis.form").toFile())
                .get("components")) {
            if (component.path("key").asText().equals("diagnosis")) {
                component
                        .get("values")
                        .forEach(value -> codes.add(value.get("value").asText()));
            }
        }
        return codes;
    }
}
