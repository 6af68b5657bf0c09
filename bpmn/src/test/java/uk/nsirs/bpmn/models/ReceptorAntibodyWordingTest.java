package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Insulin receptor antibodies and insulin antibodies are different tests: names and labels never leave it open (ANT-05, H3). */
class ReceptorAntibodyWordingTest {

    private static final Pattern NAME_IN_A_MODEL = Pattern.compile(" name=\"([^\"]*)\"");
    private static final Pattern LABEL_IN_A_FORM = Pattern.compile("\"(?:dateL|l)abel\": \"([^\"]*)\"");
    private static final Pattern ANTIBODY_OF_ANY_KIND = Pattern.compile("(?i)(?<!receptor.?)antibod");

    @Test
    void every_name_and_label_says_receptor() {
        var words = Stream.of(
                        Models.processes().stream().flatMap(file -> words(NAME_IN_A_MODEL, Models.textOf(file))),
                        Models.decisions().stream().flatMap(file -> words(NAME_IN_A_MODEL, Models.textOf(file))),
                        Models.forms().stream().flatMap(file -> words(LABEL_IN_A_FORM, Models.textOf(file))))
                .flatMap(found -> found)
                .toList();

        assertThat(words).anyMatch(word -> word.contains("eceptor antibod"));
        assertThat(openToDoubt(words)).isEmpty();
    }

    @Test
    void a_label_that_does_not_say_it_is_noticed() {
        assertThat(openToDoubt(List.of("Insulin antibodies", "Antibody result", "Insulin receptor antibodies")))
                .containsExactly("Insulin antibodies", "Antibody result");
    }

    private static List<String> openToDoubt(List<String> words) {
        return words.stream()
                .filter(word -> ANTIBODY_OF_ANY_KIND.matcher(word).find())
                .toList();
    }

    private static Stream<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
