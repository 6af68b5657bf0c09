package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A patient of the demo who is taken further than the referral: who is referred, and what staff, laboratories, funders
 * and booking systems then do, step by step. Each stands in a file of its own, a resource of {@code cohort/journeys/};
 * {@code index.json} names them in their order. What several share stands in a file of {@code steps/}.
 *
 * <p>A day is written {@code ${today-30}}, a moment {@code ${today+28 at 10:30}} (London): counted from the day on which
 * the patient was referred, so that a second run says the same.
 *
 * @param name of its file, without {@code .json}
 * @param about what is interesting about the patient: the stage that is reached
 * @param account who refers
 * @param referral the body of the referral
 */
record Journey(String name, String about, String account, JsonNode referral, List<Step> steps) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Pattern DAY = Pattern.compile("\\$\\{today(?:([+-]\\d+))?(?: at (\\d\\d:\\d\\d))?}");

    Journey {
        steps = List.copyOf(steps);
    }

    /** One thing that somebody does. */
    sealed interface Step {

        /** The account of whoever does it. */
        String by();

        /** For a person: what is done, by whom. */
        String words();

        /**
         * A task is completed in Tasklist.
         *
         * @param of which of several tasks of this kind, by variables of its process
         */
        record Complete(String task, Map<String, String> of, String by, JsonNode answers) implements Step {
            @Override
            public String words() {
                return "complete " + task + (of.isEmpty() ? "" : " of " + of) + " as " + by;
            }
        }

        /**
         * A result is reported from outside.
         *
         * @param kind the last part of the call's address
         * @param task which waits for it: the report quotes its order
         */
        record Report(String kind, String task, Map<String, String> of, String by, JsonNode content) implements Step {
            @Override
            public String words() {
                return "report " + kind + " for " + task + (of.isEmpty() ? "" : " of " + of) + " as " + by;
            }
        }

        /** A timer does not wait any longer: an administrator runs its job, as Cockpit would. */
        record BringForward(String timer, String by) implements Step {
            @Override
            public String words() {
                return "bring " + timer + " forward as " + by;
            }
        }

        /** A letter is written in the case file. */
        record Write(String by, JsonNode letter) implements Step {
            @Override
            public String words() {
                return "write a letter as " + by;
            }
        }

        /** The trust withdraws its referral. */
        record Withdraw(String by, JsonNode why) implements Step {
            @Override
            public String words() {
                return "withdraw as " + by;
            }
        }
    }

    /** All of them, in their order. */
    static List<Journey> all() {
        List<Journey> journeys = new ArrayList<>();
        for (JsonNode name : read("index.json")) {
            journeys.add(of(name.asText()));
        }
        return journeys;
    }

    private static Journey of(String name) {
        JsonNode file = read(name + ".json");
        only(name, file, Set.of("about", "account", "referral", "steps", "stands"));
        return new Journey(
                name,
                file.required("about").asText(),
                file.required("account").asText(),
                file.required("referral"),
                steps(name, file.required("steps")));
    }

    private static List<Step> steps(String where, JsonNode array) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : array) {
            if (step.has("steps")) {
                only(where, step, Set.of("steps"));
                String shared = "steps/" + step.get("steps").asText();
                steps.addAll(steps(shared, read(shared + ".json")));
            } else {
                steps.add(step(where, step));
            }
        }
        return steps;
    }

    private static Step step(String where, JsonNode step) {
        String by = step.required("by").asText();
        if (step.has("complete")) {
            only(where, step, Set.of("complete", "of", "by", "answers"));
            return new Step.Complete(step.get("complete").asText(), of(step), by, step.required("answers"));
        }
        if (step.has("report")) {
            only(where, step, Set.of("report", "for", "of", "by", "content"));
            return new Step.Report(
                    step.get("report").asText(), step.required("for").asText(), of(step), by, step.required("content"));
        }
        if (step.has("bringForward")) {
            only(where, step, Set.of("bringForward", "by"));
            return new Step.BringForward(step.get("bringForward").asText(), by);
        }
        if (step.has("write")) {
            only(where, step, Set.of("write", "by"));
            return new Step.Write(by, step.get("write"));
        }
        only(where, step, Set.of("withdraw", "by"));
        return new Step.Withdraw(by, step.required("withdraw"));
    }

    private static Map<String, String> of(JsonNode step) {
        Map<String, String> variables = new TreeMap<>();
        step.path("of")
                .fields()
                .forEachRemaining(
                        each -> variables.put(each.getKey(), each.getValue().asText()));
        return variables;
    }

    /** A misspelt key must not become a step that is left out. */
    private static void only(String where, JsonNode object, Set<String> keys) {
        Set<String> others = new HashSet<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(keys);
        if (!others.isEmpty()) {
            throw new IllegalStateException("The demo's " + where + " has what nobody reads: " + others);
        }
    }

    /** The same with every day and moment counted from {@code today}. */
    static JsonNode on(LocalDate today, JsonNode template) {
        if (template.isTextual()) {
            return TextNode.valueOf(dated(today, template.asText()));
        }
        if (template.isObject()) {
            ObjectNode dated = JsonNodeFactory.instance.objectNode();
            template.fields().forEachRemaining(each -> dated.set(each.getKey(), on(today, each.getValue())));
            return dated;
        }
        if (template.isArray()) {
            var dated = JsonNodeFactory.instance.arrayNode();
            template.forEach(each -> dated.add(on(today, each)));
            return dated;
        }
        return template;
    }

    private static String dated(LocalDate today, String text) {
        var day = DAY.matcher(text);
        if (!day.matches()) {
            return text;
        }
        LocalDate date = today.plusDays(day.group(1) == null ? 0 : Integer.parseInt(day.group(1)));
        return day.group(2) == null
                ? date.toString()
                : date.atTime(LocalTime.parse(day.group(2)))
                        .atZone(LONDON)
                        .toOffsetDateTime()
                        .toString();
    }

    private static JsonNode read(String file) {
        return Demo.resource("journeys/" + file);
    }
}
