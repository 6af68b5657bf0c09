package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** What the dashboard and the alerts look at is there, for those who may see it, and says nothing of any patient. */
@ExtendWith(RunningSystem.class)
class MetricsTest {

    private static final Path OBSERVABILITY = Path.of("..", "observability");
    private static final String METRICS = "/actuator/prometheus";

    /** Made by Prometheus itself: which instance answers, which alert fires. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private static final Pattern SERIES =
            Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? [^ ]+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NAMES_ONE_CASE = Pattern.compile(
            "NSIRS-\\d{4}-\\w+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|@|(?<!node-)\\b\\d{10}\\b");

    private RunningSystem system;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
    }

    @Test
    void everyMetricThatTheDashboardAndTheAlertsNameIsExposed() throws IOException {
        var queries = new ArrayList<String>();
        queries.addAll(queriesOfTheDashboard());
        queries.addAll(queriesOfTheAlerts());
        assertThat(queries).hasSizeGreaterThan(30);

        Service.soon("what is named is exposed").untilAsserted(() -> {
            var exposed = exposed();
            assertThat(queries)
                    .allSatisfy(query ->
                            assertThat(missing(query, exposed)).as(query).isEmpty());
        });
    }

    @Test
    void aMetricOrALabelThatNobodyExposesIsFound() {
        var exposed = Map.of("a_total", Set.of("job", "outcome"), "b_seconds", Set.<String>of());

        assertThat(missing("sum by (job) (rate(a_total{outcome=\"SENT\"}[5m])) / max(b_seconds) > 0.02", exposed))
                .isEmpty();
        assertThat(missing("sum by (job) (rate(c_total[5m])) and up == 0", exposed))
                .containsExactly("c_total");
        assertThat(missing("sum by (topic) (a_total)", exposed)).containsExactly("a_total{topic}");
        assertThat(missing("max(b_seconds{state=~\"x|y\"})", exposed)).containsExactly("b_seconds{state}");
    }

    @Test
    void everyAlertSaysInWordsWhatIsWrongAndWhatToDo() throws IOException {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.get("labels").toString()).matches("\\{severity=(critical|warning)}");
            assertThat((Map<?, ?>) alert.get("annotations"))
                    .as(alert.get("alert").toString())
                    .satisfies(
                            said -> assertThat(said.keySet().toString()).isEqualTo("[summary, description, action]"));
        });
    }

    @Test
    void prometheusAsksEveryServiceWhereItAnswersAndAsTheAccountThatMayRead() throws IOException {
        Map<String, List<Map<String, Object>>> configuration = yaml("prometheus.yml");
        assertThat(configuration.get("scrape_configs"))
                .extracting(job -> job.get("job_name"), job -> job.get("metrics_path"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("referral-intake", METRICS),
                        org.assertj.core.groups.Tuple.tuple("triage-engine", METRICS),
                        org.assertj.core.groups.Tuple.tuple("notification-service", METRICS));
        for (var account : List.of("rjz-referrer", "clinician", "administrator")) {
            assertThat(services(account)).allSatisfy((name, service) -> assertThat(
                            service.get(METRICS).status())
                    .as(name + " for " + account)
                    .isEqualTo(403));
        }
        assertThat(services(null))
                .allSatisfy((name, service) ->
                        assertThat(service.get(METRICS).status()).as(name).isEqualTo(401));
    }

    @Test
    void noLabelNamesAReferralAPersonOrAnythingElseThatGrowsWithThem() {
        // given calls whose addresses hold a reference
        var service = new Service(system);
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        assertThat(system.intake("rjz-referrer")
                        .get("/api/referrals/" + reference)
                        .status())
                .isEqualTo(200);
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        assertThat(system.triage("clinician").get("/api/cases/" + reference).status())
                .isEqualTo(200);
        assertThat(system.triage("clinician").get("/cases/" + reference).status())
                .isLessThan(500);
        assertThat(system.triage("clinician")
                        .get("/engine-rest/task/" + task.get("id").asText())
                        .status())
                .isEqualTo(200);
        assertThat(system.notification("administrator")
                        .get("/api/deliveries?reference=" + reference)
                        .status())
                .isEqualTo(200);
        assertThat(system.intake("rjz-referrer").get("/no/such/" + reference).status())
                .isBetween(400, 499);

        services("monitoring").forEach((name, monitored) -> {
            var text = monitored.get(METRICS).text();

            assertThat(values(text)).as(name).allSatisfy(value -> assertThat(
                            NAMES_ONE_CASE.matcher(value).find())
                    .as(value)
                    .isFalse());
            assertThat(SERIES.matcher(text).results().count()).as(name).isLessThan(3_000);
        });
    }

    private List<String> missing(String query, Map<String, Set<String>> exposed) {
        var missing = new ArrayList<String>();
        PromQl.named(query).forEach((metric, labels) -> {
            if (!OF_PROMETHEUS.contains(metric)) {
                if (!exposed.containsKey(metric)) {
                    missing.add(metric);
                } else {
                    labels.stream()
                            .filter(label -> !exposed.get(metric).contains(label))
                            .forEach(label -> missing.add(metric + "{" + label + "}"));
                }
            }
        });
        return missing;
    }

    /** Each metric of the three services with the labels it has anywhere. */
    private Map<String, Set<String>> exposed() {
        var metrics = new TreeMap<String, Set<String>>();
        services("monitoring").values().forEach(service -> {
            var answer = service.get(METRICS);
            assertThat(answer.status()).isEqualTo(200);
            SERIES.matcher(answer.text()).results().forEach(series -> {
                var labels = metrics.computeIfAbsent(series.group(1), none -> new TreeSet<>());
                if (series.group(2) != null) {
                    LABEL.matcher(series.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
            });
        });
        return metrics;
    }

    private static List<String> values(String text) {
        return SERIES.matcher(text)
                .results()
                .filter(series -> series.group(2) != null)
                .flatMap(series -> LABEL.matcher(series.group(2)).results())
                .map(label -> label.group(2))
                .distinct()
                .toList();
    }

    private Map<String, Caller> services(String account) {
        return Map.of(
                "referral-intake", system.intake(account),
                "triage-engine", system.triage(account),
                "notification-service", system.notification(account));
    }

    private static List<String> queriesOfTheDashboard() throws IOException {
        var dashboard = Caller.JSON.readTree(OBSERVABILITY
                .resolve(Path.of("grafana", "dashboards", "nsirs.json"))
                .toFile());
        return dashboard.findValues("expr").stream().map(JsonNode::asText).toList();
    }

    private static List<String> queriesOfTheAlerts() throws IOException {
        return alerts().stream().map(alert -> (String) alert.get("expr")).toList();
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = yaml("alerts.yml");
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .toList();
    }

    private static <T> T yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(OBSERVABILITY.resolve(file)));
    }
}
