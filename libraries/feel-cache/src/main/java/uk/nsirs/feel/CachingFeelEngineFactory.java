package uk.nsirs.feel;

import camundajar.impl.scala.collection.immutable.Map;
import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;

/**
 * Makes the FEEL engine of the decision tables. Parsing costs several times as much as evaluating, and the engine as
 * shipped parses each cell each time; here each text is parsed once. The texts come from our own deployed models, so
 * their number is bounded. Safe for several threads, which share one cache.
 */
public final class CachingFeelEngineFactory implements FeelEngineFactory {

    private final FeelEngine engine;
    private final UnaryOperator<Object> translation;

    /** A factory with an empty cache; all engines it makes are one. */
    public CachingFeelEngineFactory() {
        var caching = new CachingFeelEngine();
        engine = caching;
        translation = caching::translated;
    }

    @Override
    public FeelEngine createInstance() {
        return engine;
    }

    /**
     * The facts as the expressions see them. Given a Java map, each expression that names it would translate the whole
     * map again, and the criteria have hundreds of them.
     *
     * @param facts by name; a value may be null, which the expressions see as null
     * @return to be given to the decision instead of {@code facts}
     */
    public Object prepared(java.util.Map<String, Object> facts) {
        return translation.apply(facts);
    }

    // The deprecated calls are the ones that take and give a parsed expression and a result without bookkeeping.
    @SuppressWarnings("deprecation")
    private static final class CachingFeelEngine extends ScalaFeelEngine {

        private final ConcurrentMap<String, ParsedExpression> expressions = new ConcurrentHashMap<>();
        private final ConcurrentMap<String, ParsedExpression> unaryTests = new ConcurrentHashMap<>();

        CachingFeelEngine() {
            super(List.of());
        }

        Object translated(Object value) {
            return feelEngine.valueMapper().toVal(value);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
            var parsed = expressions.computeIfAbsent(
                    expression, text -> (ParsedExpression) value(feelEngine.parseExpression(text), text));
            return (T) value(feelEngine.eval(parsed, context(new ContextVariableWrapper(variables))), expression);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String tests, String inputVariable, VariableContext variables) {
            var parsed = unaryTests.computeIfAbsent(
                    tests, text -> (ParsedExpression) value(feelEngine.parseUnaryTests(text), text));
            var nameOfInput =
                    new VariableProvider.StaticVariableProvider(new Map.Map1<>(INPUT_VARIABLE_NAME, inputVariable));
            var provider = new VariableProvider.CompositeVariableProvider(
                    toScalaList(nameOfInput, new ContextVariableWrapper(variables)));
            return Boolean.TRUE.equals(value(feelEngine.eval(parsed, context(provider)), tests));
        }

        private static CustomContext context(VariableProvider provider) {
            return new CustomContext() {
                @Override
                public VariableProvider variableProvider() {
                    return provider;
                }
            };
        }

        private static Object value(Either<?, ?> result, String text) {
            if (result.isRight()) {
                return result.toOption().get();
            }
            // The engine's own message can hold values: the rule's text is enough to find it.
            throw new FeelException("FEEL could not be evaluated: " + text);
        }
    }
}
