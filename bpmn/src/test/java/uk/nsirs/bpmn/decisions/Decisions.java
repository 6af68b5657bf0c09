package uk.nsirs.bpmn.decisions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import uk.nsirs.feel.CachingFeelEngineFactory;

/** One decision file on the plain DMN engine; remembers which rules the last evaluation hit. Not for several threads. */
final class Decisions {

    private final String file;
    private final DmnEngine engine;
    private final Function<Map<String, Object>, Object> prepared;
    private final Map<String, DmnDecision> parsed = new HashMap<>();
    private final Set<String> hitRules = new LinkedHashSet<>();
    private final Map<String, Object> outputs = new LinkedHashMap<>();

    private Decisions(String file, boolean parsedOnce) {
        this.file = file;
        var configuration = new DefaultDmnEngineConfiguration();
        if (parsedOnce) {
            var feel = new CachingFeelEngineFactory();
            configuration.setFeelEngineFactory(feel);
            prepared = feel::prepared;
        } else {
            prepared = facts -> facts;
        }
        configuration.getCustomPostDecisionTableEvaluationListeners().add(this::remember);
        engine = configuration.buildEngine();
    }

    static Decisions of(String file) {
        return new Decisions(file, true);
    }

    /** With FEEL as the engine uses it without our cache: each cell is parsed each time. */
    static Decisions parsingEachTime(String file) {
        return new Decisions(file, false);
    }

    DmnModelInstance model() {
        return Dmn.readModelFromStream(getClass().getResourceAsStream("/decisions/" + file));
    }

    /** The file as it is written. */
    String text() {
        return Dmn.convertToString(model());
    }

    /** The answer of a decision that is an expression. */
    @SuppressWarnings("unchecked")
    Map<String, Object> evaluate(String decision, Facts facts) {
        Object result = results(decision, facts).getSingleEntry();
        return (Map<String, Object>) result;
    }

    /** The outputs by name, where the decision itself is a table. */
    Map<String, Object> result(String decision, Facts facts) {
        return results(decision, facts).getSingleResult().getEntryMap();
    }

    /** The same, where the decision also reads what a form has just asked. */
    Map<String, Object> result(String decision, Facts facts, Map<String, Object> answers) {
        return results(decision, facts, answers).getSingleResult().getEntryMap();
    }

    /** All that the decision gives, of whatever kind it is. */
    List<Map<String, Object>> everything(String decision, Facts facts) {
        return results(decision, facts).getResultList();
    }

    private DmnDecisionResult results(String decision, Facts facts) {
        return results(decision, facts, Map.of());
    }

    private DmnDecisionResult results(String decision, Facts facts, Map<String, Object> answers) {
        hitRules.clear();
        outputs.clear();
        return engine.evaluateDecision(
                parsed.computeIfAbsent(decision, this::parse),
                Variables.fromMap(answers).putValue("facts", prepared.apply(facts.values())));
    }

    /** Ids of the rules the last evaluation hit. */
    Set<String> hitRules() {
        return Set.copyOf(hitRules);
    }

    /** What the tables of the last evaluation gave, by output name; of a list the last one. */
    Map<String, Object> outputs() {
        return outputs;
    }

    private DmnDecision parse(String decision) {
        try (var stream = getClass().getResourceAsStream("/decisions/" + file)) {
            return engine.parseDecision(decision, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(DmnDecisionTableEvaluationEvent event) {
        for (var rule : event.getMatchingRules()) {
            hitRules.add(rule.getId());
            rule.getOutputEntries().forEach((name, entry) -> {
                TypedValue value = entry.getValue();
                outputs.put(entry.getOutputName(), value.getValue());
            });
        }
    }

    static Criteria criteria(Map<String, Object> result) {
        return Criteria.of(result);
    }

    /** The answer of {@code ReferralCriteria}, typed. */
    record Criteria(
            String recommendation,
            int ground,
            String redirect,
            Map<String, String> results,
            Map<String, List<String>> reasons,
            Map<String, String> missing) {

        @SuppressWarnings("unchecked")
        static Criteria of(Map<String, Object> result) {
            var results = new LinkedHashMap<String, String>();
            var reasons = new LinkedHashMap<String, List<String>>();
            for (var criterion : (List<Map<String, Object>>) result.get("criteria")) {
                results.put((String) criterion.get("id"), (String) criterion.get("result"));
                reasons.put((String) criterion.get("id"), (List<String>) criterion.get("reasons"));
            }
            var missing = new LinkedHashMap<String, String>();
            for (var item : (List<Map<String, Object>>) result.get("missing")) {
                missing.put((String) item.get("field"), (String) item.get("why"));
            }
            return new Criteria(
                    (String) result.get("recommendation"),
                    ((Number) result.get("ground")).intValue(),
                    (String) result.get("redirect"),
                    results,
                    reasons,
                    missing);
        }
    }
}
