package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The operators' guide names every setting there is, with its default, and none that there is not. */
class SettingsTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> SERVICES = List.of("referral-intake", "triage-engine", "notification-service");

    private static final String NEEDED = "needed";
    private static final String NONE = "–";

    /** Too long for a table. */
    private static final Set<String> IN_WORDS = Set.of("nsirs.timers.bank-holidays");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| .*\\|$");
    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\(");
    private static final Pattern DEFAULT = Pattern.compile("@DefaultValue(?:\\(\"([^\"]*)\"\\))?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(nsirs\\.[\\w.-]+)(?::([^}]*))?}");
    private static final Pattern ASKED =
            Pattern.compile("getProperty\\(\\s*\"(nsirs\\.[\\w.-]+)\", \\w+\\.class, (\\w+)\\)");
    private static final Pattern ELEMENT = Pattern.compile("List<(\\w+)>");

    /** One row of the guide. */
    private record Row(String services, String value) {

        /** One for each service that it names, in their order; one alone counts for all. */
        String value(String service) {
            var values = Arrays.stream(value.split(", (?=[`–])"))
                    .map(each -> each.replace("`", "").strip())
                    .toList();
            var named = SERVICES.stream().filter(this::names).toList();
            return values.size() == 1 ? values.get(0) : values.get(named.indexOf(service));
        }

        boolean names(String service) {
            return services.equals("all")
                    || Stream.of(services.split(", "))
                            .anyMatch(each -> List.of(service.split("-")).contains(each));
        }
    }

    @Test
    void everySettingOfTheCodeIsInTheGuideWithItsDefault() {
        assertThat(undocumented(guide())).isEmpty();
    }

    @Test
    void everySettingInTheGuideIsInTheCodeWithThatDefault() {
        assertThat(invented(guide())).isEmpty();
    }

    @Test
    void aGuideThatSaysSomethingElseIsFoundOut() {
        var guide = guide();
        guide.remove("nsirs.relay.standby");
        guide.remove("server.shutdown");
        guide.put("nsirs.relay.no-such", new Row("all", "`1s`"));
        guide.put("nsirs.relay.poll", new Row("all", "`300ms`"));
        guide.put("server.port", new Row("all", "`8080`, `8081`, `8083`"));
        guide.put("spring.no-such-setting", new Row("all", NONE));
        guide.put("server.address", new Row("all", NEEDED));

        assertThat(undocumented(guide))
                .containsExactlyInAnyOrder(
                        "nsirs.relay.standby is not in the guide",
                        "server.shutdown of referral-intake is not in the guide",
                        "server.shutdown of triage-engine is not in the guide",
                        "server.shutdown of notification-service is not in the guide",
                        "server.port of notification-service is 8082, not 8083");
        assertThat(invented(guide))
                .contains(
                        "nsirs.relay.no-such is not a setting of triage-engine",
                        "nsirs.relay.poll of referral-intake is 250ms, not 300ms",
                        "spring.no-such-setting is not a setting of triage-engine",
                        "server.address is not needed by notification-service");
    }

    private static List<String> undocumented(Map<String, Row> guide) {
        var faults = new ArrayList<String>();
        inJava().forEach((name, value) -> {
            if (!guide.containsKey(name)
                    && guide.keySet().stream().noneMatch(documented -> documented.startsWith(name + "."))) {
                faults.add(name + " is not in the guide");
            }
        });
        for (var service : SERVICES) {
            inYaml(service).forEach((name, value) -> {
                var row = row(guide, name);
                if (row == null) {
                    faults.add(name + " of " + service + " is not in the guide");
                } else if (!row.names(service)) {
                    faults.add(name + ": the guide does not say that " + service + " has it");
                } else if (guide.containsKey(name)
                        && !IN_WORDS.contains(name)
                        && !row.value(service).equals(value.isEmpty() ? NONE : value)) {
                    faults.add(name + " of " + service + " is " + value + ", not " + row.value(service));
                }
            });
        }
        return faults;
    }

    private static List<String> invented(Map<String, Row> guide) {
        var java = inJava();
        var yaml = new TreeMap<String, Map<String, String>>();
        SERVICES.forEach(service -> yaml.put(service, inYaml(service)));
        var faults = new ArrayList<String>();
        var known = new TreeMap<String, Set<String>>();
        SERVICES.forEach(service -> known.put(service, knownToLibraries(service)));
        guide.forEach((name, row) -> SERVICES.stream().filter(row::names).forEach(service -> {
            var set = yaml.get(service).get(name);
            var value = set == null ? java.get(name) : set;
            if (row.value(service).equals(NEEDED)) {
                if (!required(service).contains(name)) {
                    faults.add(name + " is not needed by " + service);
                }
            } else if (name.startsWith("nsirs.") && value == null) {
                faults.add(name + " is not a setting of " + service);
            } else if (name.startsWith("nsirs.")
                    && !IN_WORDS.contains(name)
                    && !row.value(service).equals(value.isEmpty() ? NONE : value)) {
                faults.add(name + " of " + service + " is " + value + ", not " + row.value(service));
            } else if (!name.startsWith("nsirs.") && !row.value(service).equals(NONE) && value == null) {
                faults.add(name + " has no default in " + service);
            } else if (!name.startsWith("nsirs.") && value == null && !isKnown(name, known.get(service))) {
                faults.add(name + " is not a setting of " + service);
            }
        }));
        return faults;
    }

    /** As such, or as one of a family: {@code logging.level} takes any name below it, a row may end in {@code .*}. */
    private static boolean isKnown(String name, Set<String> known) {
        if (name.endsWith(".*")) {
            return known.stream().anyMatch(each -> each.startsWith(name.substring(0, name.length() - 1)));
        }
        return known.contains(name) || known.stream().anyMatch(each -> name.startsWith(each + "."));
    }

    /** What Spring Boot and the engine's starter, as they stand in the service's jar, say that can be configured. */
    private static Set<String> knownToLibraries(String service) {
        var names = new TreeSet<String>();
        var jar = ROOT.resolve(Path.of(service, "target", service + "-1.0.0-SNAPSHOT-app.jar"));
        try (var application = new ZipFile(jar.toFile())) {
            var libraries = application.stream()
                    .filter(entry -> entry.getName().matches("BOOT-INF/lib/(spring-boot|camunda|springdoc)[^/]*\\.jar"))
                    .toList();
            for (var library : libraries) {
                try (var content = new ZipInputStream(application.getInputStream(library))) {
                    for (var entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                        if (entry.getName().endsWith("META-INF/spring-configuration-metadata.json")) {
                            Caller.JSON
                                    .readTree(content.readAllBytes())
                                    .get("properties")
                                    .forEach(property ->
                                            names.add(property.get("name").asText()));
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }

    @Test
    void everythingThatAStartIsRefusedWithoutIsMarkedAsNeeded() {
        for (var service : SERVICES) {
            assertThat(required(service)).as(service).isNotEmpty().allSatisfy(name -> assertThat(
                            guide().get(name).value(service))
                    .isEqualTo(NEEDED));
        }
    }

    @Test
    void theCodeIsReadAtAll() {
        assertThat(inJava())
                .hasSizeGreaterThan(50)
                .containsEntry("nsirs.relay.standby", "1s")
                .containsEntry("nsirs.access.accounts[].display-name", "")
                .containsEntry("nsirs.intake.idempotency.keep-for", "7d")
                .containsEntry("nsirs.timers.meeting.day", "")
                .containsEntry("nsirs.quickstart", "false")
                .containsKey("nsirs.pending.becomes-a-task-after");
        assertThat(inYaml("triage-engine")).containsEntry("nsirs.timers.lengths.rituximab-1", "P6M");
    }

    private static Row row(Map<String, Row> guide, String name) {
        var exact = guide.get(name);
        if (exact != null) {
            return exact;
        }
        return guide.entrySet().stream()
                .filter(row -> row.getKey().endsWith(".*")
                        && name.startsWith(
                                row.getKey().substring(0, row.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Row> guide() {
        var rows = new LinkedHashMap<String, Row>();
        ROW.matcher(read(ROOT.resolve(Path.of("docs", "operating.md"))))
                .results()
                .filter(row -> row.group(1).matches("(nsirs|spring|server|camunda|logging|management|springdoc)\\..+"))
                .forEach(row -> assertThat(rows.put(
                                row.group(1),
                                new Row(row.group(2).strip(), row.group(3).strip())))
                        .as(row.group(1) + " stands once")
                        .isNull());
        return rows;
    }

    /** What the service's own application.yaml sets; empty where it sets an empty list or map. */
    private static Map<String, String> inYaml(String service) {
        var settings = new TreeMap<String, String>();
        flatten("", yaml(service), settings);
        settings.keySet().removeIf(name -> name.startsWith("nsirs.required"));
        return settings;
    }

    private static Set<String> required(String service) {
        var settings = new TreeMap<String, String>();
        flatten("", yaml(service), settings);
        var names = new TreeSet<String>();
        settings.keySet().stream()
                .filter(name -> name.startsWith("nsirs.required"))
                .forEach(name -> names.add(name.substring(name.indexOf('[') + 1, name.length() - 1)));
        return names;
    }

    private static Map<String, Object> yaml(String service) {
        return new Yaml().load(read(ROOT.resolve(Path.of(service, "src", "main", "resources", "application.yaml"))));
    }

    private static void flatten(String prefix, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, below) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, below, into));
        } else {
            into.put(prefix, value instanceof Map || value instanceof List ? "" : "" + value);
        }
    }

    /** Every setting that the services' own classes read, with the default that stands there; empty where none does. */
    private static Map<String, String> inJava() {
        var settings = new TreeMap<String, String>();
        sources().forEach(source -> {
            var text = read(source);
            var prefix = PREFIX.matcher(text);
            while (prefix.find()) {
                var name = RECORD.matcher(text);
                assertThat(name.find(prefix.end())).as(source.toString()).isTrue();
                components(text, name.group(1), prefix.group(1), settings);
            }
            PLACEHOLDER
                    .matcher(text)
                    .results()
                    .forEach(found -> settings.merge(
                            found.group(1),
                            found.group(2) == null ? "" : found.group(2),
                            (one, other) -> one.isEmpty() ? other : one));
            ASKED.matcher(text).results().forEach(found -> settings.put(found.group(1), found.group(2)));
        });
        return settings;
    }

    private static void components(String text, String type, String prefix, Map<String, String> into) {
        var start = Pattern.compile("\\brecord " + type + "\\(").matcher(text);
        assertThat(start.find()).as(type).isTrue();
        for (var component : split(text.substring(start.end()))) {
            var parts = component.strip().split("\\s+");
            var declared = parts[parts.length - 2];
            var name = prefix + "."
                    + parts[parts.length - 1].replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            var element = ELEMENT.matcher(declared);
            if (text.contains("record " + declared + "(")) {
                components(text, declared, name, into);
            } else if (element.matches() && text.contains("record " + element.group(1) + "(")) {
                components(text, element.group(1), name + "[]", into);
            } else {
                var value = DEFAULT.matcher(component);
                into.put(name, value.find() && value.group(1) != null ? value.group(1) : defaultOf(declared));
            }
        }
    }

    private static String defaultOf(String type) {
        return type.equals("boolean") ? "false" : "";
    }

    /** The components of a record, up to its closing parenthesis. */
    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            quoted ^= each == '"';
            if (!quoted && (each == '(' || each == '<')) {
                depth++;
            } else if (!quoted && (each == ')' || each == '>') && depth-- == 0
                    || !quoted && each == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
                if (each == ')') {
                    return parts;
                }
            }
        }
        throw new IllegalArgumentException("A record without an end");
    }

    private static Set<Path> sources() {
        var found = new LinkedHashSet<Path>();
        Stream.concat(SERVICES.stream(), Stream.of("libraries/event-relay", "libraries/http-edge"))
                .forEach(module -> {
                    try (var files = Files.walk(ROOT.resolve(module).resolve(Path.of("src", "main", "java")))) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                });
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
