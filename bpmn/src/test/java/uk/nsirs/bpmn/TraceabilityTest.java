package uk.nsirs.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/traceability.md} names what exists, and leaves no requirement of a traced kind out. */
class TraceabilityTest {

    /** Kinds of requirement whose rows are complete. */
    private static final Set<String> TRACED = Set.of("DMN", "BPMN", "TIMER", "EVENT", "EMAIL");

    private static final Path HOUSE = Path.of("..");
    private static final Path PAGE = HOUSE.resolve("docs/traceability.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]{3}-\\d\\d) \\| (.+?) \\| (.*?) \\| (.*?) \\|$");
    private static final Pattern NOT_YET = Pattern.compile("(?m)^- ([A-Z]{3}-\\d\\d): ");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Map<String, List<Path>> SOURCES = sources();

    private record Row(String requirement, List<String> builtAs, List<String> shownBy) {}

    @Test
    void the_page_keeps_its_word() throws IOException {
        assertThat(faults(Files.readString(PAGE))).isEmpty();
    }

    /** Each kind of fault, made by changing the page. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "`PsychologyRoute#PsychologyRoute`;`PsychologyRoute#Gone`;PSY-02: no element PsychologyRoute#Gone",
                "`PsychologyRoute#PsychologyRoute`;`Gone#PsychologyRoute`;PSY-02: no element Gone#PsychologyRoute",
                "`PsychologyRoute#PsychologyRoute`;`GoneType`;PSY-02: no type GoneType",
                "`PsychologyRoute#PsychologyRoute`;``;PSY-02: built as nothing",
                "`PsychologyRoute#PsychologyRoute`;`PumpFundingRoute#Rule_PumpNice`;PSY-02: PumpFundingRoute#Rule_PumpNice does not name it",
                "`PsychologyRouteTest.the_rule_is_hit_and_gives_what_it_says`;;PSY-02: shown by nothing",
                "`PumpFundingRouteTest.lynne_;`PumpFundingRouteTest.nobody_;THE-14: no test PumpFundingRouteTest.nobody_needs_a_funding_request_though_her_hba1c_is_in_target",
                "| PSY-02 |;| PSY-99 |;PSY-99: no such requirement",
                "| PSY-02 |;| PSY-99 |;PSY-02: no row",
            })
    void each_fault_is_found(String sound, String broken, String fault) throws IOException {
        var page = Files.readString(PAGE);
        assertThat(page).contains(sound);

        assertThat(faults(page.replace(sound, broken == null ? "" : broken))).contains(fault);
    }

    @Test
    void a_requirement_is_not_both_built_and_not_yet_built() throws IOException {
        assertThat(faults(Files.readString(PAGE) + "\n- PSY-02: some day\n"))
                .containsExactly("PSY-02: both built and not yet built");
    }

    private static List<String> faults(String page) throws IOException {
        var kinds = kinds();
        var rows = rows(page);
        var notYet = NOT_YET.matcher(page).results().map(each -> each.group(1)).toList();
        var faults = new ArrayList<String>();
        var traced = rows.stream().map(Row::requirement).toList();
        kinds.forEach((requirement, of) -> {
            var row = traced.contains(requirement);
            if (of.stream().anyMatch(TRACED::contains) && !row && !notYet.contains(requirement)) {
                faults.add(requirement + ": no row");
            }
            if (row && notYet.contains(requirement)) {
                faults.add(requirement + ": both built and not yet built");
            }
        });
        Stream.concat(traced.stream(), notYet.stream())
                .filter(requirement -> !kinds.containsKey(requirement))
                .forEach(requirement -> faults.add(requirement + ": no such requirement"));
        for (var row : rows) {
            if (row.builtAs.isEmpty()) {
                faults.add(row.requirement + ": built as nothing");
            }
            if (row.shownBy.isEmpty()) {
                faults.add(row.requirement + ": shown by nothing");
            }
            row.builtAs.forEach(name -> checkBuilt(row.requirement, name, faults));
            for (var test : row.shownBy) {
                if (!hasTest(test)) {
                    faults.add(row.requirement + ": no test " + test);
                }
            }
        }
        return faults;
    }

    private static void checkBuilt(String requirement, String name, List<String> faults) {
        if (!name.contains("#")) {
            if (!SOURCES.containsKey(name + ".java")) {
                faults.add(requirement + ": no type " + name);
            }
            return;
        }
        var parts = name.split("#");
        var element = element(parts[0], parts[1]);
        if (element == null) {
            faults.add(requirement + ": no element " + name);
        } else if (SOURCES.containsKey(parts[0] + ".dmn") && !element.contains(requirement)) {
            faults.add(requirement + ": " + name + " does not name it");
        }
    }

    /** The element and what follows in its file as far as its description reaches; null where there is none. */
    private static String element(String model, String id) {
        for (var ending : List.of(".dmn", ".bpmn", ".form")) {
            for (var file : SOURCES.getOrDefault(model + ending, List.of())) {
                var text = textOf(file);
                var at = ending.equals(".form")
                        ? Math.max(text.indexOf("\"key\": \"" + id + "\""), text.indexOf("\"id\": \"" + id + "\""))
                        : text.indexOf(" id=\"" + id + "\"");
                if (at >= 0) {
                    var end = text.indexOf("</description>", at);
                    return text.substring(at, end < 0 ? text.length() : end);
                }
            }
        }
        return null;
    }

    /** Whether there is a Java type, a model, or an element of a model, of that name. */
    static boolean exists(String name) {
        var parts = name.split("#");
        return parts.length > 1
                ? element(parts[0], parts[1]) != null
                : Stream.of(".java", ".bpmn", ".dmn").anyMatch(ending -> SOURCES.containsKey(name + ending));
    }

    static boolean hasTest(String name) {
        var dot = name.indexOf('.');
        return dot > 0
                && SOURCES.getOrDefault(name.substring(0, dot) + ".java", List.of()).stream()
                        .anyMatch(file -> textOf(file).contains(" void " + name.substring(dot + 1) + "("));
    }

    private static List<Row> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> new Row(row.group(1), names(row.group(3)), names(row.group(4))))
                .toList();
    }

    static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    private static Map<String, List<String>> kinds() throws IOException {
        var kinds = new LinkedHashMap<String, List<String>>();
        for (var line : Files.readAllLines(Path.of("src/test/resources/uk/nsirs/bpmn/requirements.csv"))) {
            var cells = line.split(",");
            if (!cells[0].equals("requirement")) {
                kinds.put(cells[0], Arrays.asList(cells[1].split(" ")));
            }
        }
        return kinds;
    }

    /** Java sources and models of the whole repository by file name. */
    private static Map<String, List<Path>> sources() {
        var sources = new TreeMap<String, List<Path>>();
        try (var modules = Files.walk(HOUSE, 3)) {
            for (var folder : modules.filter(each -> each.endsWith("src") && Files.isDirectory(each))
                    .toList()) {
                try (var files = Files.walk(folder)) {
                    files.filter(file -> file.toString().matches(".*\\.(java|bpmn|dmn|form)"))
                            .forEach(file -> sources.computeIfAbsent(
                                            file.getFileName().toString(), name -> new ArrayList<>())
                                    .add(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
