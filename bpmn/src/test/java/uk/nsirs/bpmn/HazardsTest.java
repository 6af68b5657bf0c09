package uk.nsirs.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/clinical-safety/hazards.md} leaves no hazard out, and names what exists. */
class HazardsTest {

    /** The catalogue's last. */
    private static final int LAST = 23;

    private static final Path PAGE = Path.of("../docs/clinical-safety/hazards.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (H\\d+) \\| (.+?) \\| (.+?) \\| (.*?) \\| (.*?) \\|$");

    @Test
    void the_page_keeps_its_word() throws IOException {
        assertThat(faults(Files.readString(PAGE))).isEmpty();
    }

    /** Each kind of fault, made by changing the page. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "`TherapyRules`;`Gone`;H21: no type Gone",
                "`Metreleptin#Task_PlanTwoWeekTaper`;`Metreleptin#Gone`;H21: no element Metreleptin#Gone",
                "`MetreleptinTest.stopping_opens;`MetreleptinTest.nobody_opens;H21: no test"
                        + " MetreleptinTest.nobody_opens_the_taper_and_only_the_taper_ends_it",
                "`ReferralCriteriaTest.the_bmi_rule_follows_the_age`;;H11: shown by nothing",
                "| H9 |;| H99 |;H9: no row",
            })
    void each_fault_is_found(String sound, String broken, String fault) throws IOException {
        var page = Files.readString(PAGE);
        assertThat(page).contains(sound);

        assertThat(faults(page.replace(sound, broken == null ? "" : broken))).contains(fault);
    }

    private static List<String> faults(String page) {
        var faults = new ArrayList<String>();
        var rows = ROW.matcher(page).results().toList();
        IntStream.rangeClosed(1, LAST)
                .mapToObj(number -> "H" + number)
                .filter(hazard -> rows.stream().noneMatch(row -> row.group(1).equals(hazard)))
                .forEach(hazard -> faults.add(hazard + ": no row"));
        for (var row : rows) {
            var hazard = row.group(1);
            TraceabilityTest.names(row.group(4)).forEach(name -> {
                if (!TraceabilityTest.exists(name)) {
                    faults.add(hazard + (name.contains("#") ? ": no element " : ": no type ") + name);
                }
            });
            var tests = TraceabilityTest.names(row.group(5));
            if (tests.isEmpty()) {
                faults.add(hazard + ": shown by nothing");
            }
            tests.stream()
                    .filter(test -> !TraceabilityTest.hasTest(test))
                    .forEach(test -> faults.add(hazard + ": no test " + test));
        }
        return faults;
    }
}
