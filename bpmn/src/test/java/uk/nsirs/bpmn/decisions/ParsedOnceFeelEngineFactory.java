package uk.nsirs.bpmn.decisions;

import camundajar.impl.scala.collection.immutable.Map;
import camundajar.impl.scala.util.Either;
import java.util.HashMap;
import java.util.List;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** Parses each cell once, so that many thousand cases can be tried; one thread only. */
final class ParsedOnceFeelEngineFactory implements FeelEngineFactory {

    @Override
    public FeelEngine createInstance() {
        return new ParsedOnceFeelEngine();
    }

    private static final class ParsedOnceFeelEngine extends ScalaFeelEngine {

        private final java.util.Map<String, ParsedExpression> expressions = new HashMap<>();
        private final java.util.Map<String, ParsedExpression> unaryTests = new HashMap<>();

        ParsedOnceFeelEngine() {
            super(List.of());
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
            throw new FeelException("FEEL could not be evaluated: " + text + ": " + result);
        }
    }
}
