package uk.nsirs.triage.pathway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;
import uk.nsirs.feel.CachingFeelEngineFactory;
import uk.nsirs.triage.criteria.CriteriaRules;
import uk.nsirs.triage.criteria.Recommendation;

/** The decision tables on a plain engine: the models of the processes, but nothing is stored. */
@Component
final class DecisionTables implements CriteriaRules {

    private final CachingFeelEngineFactory feel;
    private final DmnEngine engine;
    private final DmnDecision criteria;
    private final DmnDecision priority;
    private final DmnDecision phenotype;
    private final PathwaySettings pathway;

    DecisionTables(EngineSettings settings, PathwaySettings pathway) {
        this.pathway = pathway;
        feel = settings.feel();
        var configuration =
                (DefaultDmnEngineConfiguration) DefaultDmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(feel);
        engine = configuration.buildEngine();
        criteria = decision("ReferralCriteria");
        priority = decision("TriagePriority");
        phenotype = decision("Phenotype");
    }

    /** The facts as the tables' expressions read them fastest; made once for all of a decision's expressions. */
    Object prepared(Map<String, Object> facts) {
        return feel.prepared(facts);
    }

    @Override
    public Recommendation recommend(Map<String, Object> facts) {
        return recommendation(
                        engine.evaluateDecision(criteria, Map.of("facts", prepared(facts)))
                                .getSingleEntry(),
                        facts)
                .with(phenotype(facts));
    }

    private Map<String, Object> phenotype(Map<String, Object> facts) {
        var withLimits = new HashMap<>(facts);
        withLimits.put("hdlLowerLimit", pathway.hdlLowerLimit());
        withLimits.put("triglyceridesUpperLimit", pathway.triglyceridesUpperLimit());
        return engine.evaluateDecision(phenotype, Map.of("facts", prepared(withLimits)))
                .getSingleResult()
                .getEntryMap();
    }

    /** What the criteria decision of a process answered, with the priority the rules give. */
    Recommendation recommendation(Map<String, Object> answer, Map<String, Object> facts) {
        return new Recommendation(
                Recommendation.Outcome.valueOf((String) answer.get("recommendation")),
                maps(answer.get("criteria")).stream()
                        .map(each -> new Recommendation.Criterion(
                                (String) each.get("id"),
                                Recommendation.Result.valueOf((String) each.get("result")),
                                strings(each.get("reasons"))))
                        .toList(),
                maps(answer.get("missing")).stream()
                        .map(each -> new MissingItem((String) each.get("field"), (String) each.get("why")))
                        .toList(),
                answer.get("redirect") == null ? null : Redirect.valueOf((String) answer.get("redirect")),
                priority(facts),
                Map.of());
    }

    private Priority priority(Map<String, Object> facts) {
        Map<String, Object> answer = engine.evaluateDecision(priority, Map.of("facts", prepared(facts)))
                .getSingleEntry();
        return Priority.valueOf((String) answer.get("priority"));
    }

    private DmnDecision decision(String key) {
        try (var model = new ClassPathResource("decisions/" + key + ".dmn").getInputStream()) {
            return engine.parseDecision(key, model);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Decision model not readable: " + key, unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return list == null
                ? List.of()
                : StreamSupport.stream(((Iterable<Object>) list).spliterator(), false)
                        .map(each -> (Map<String, Object>) each)
                        .toList();
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : StreamSupport.stream(((Iterable<?>) list).spliterator(), false)
                        .map(String::valueOf)
                        .toList();
    }
}
