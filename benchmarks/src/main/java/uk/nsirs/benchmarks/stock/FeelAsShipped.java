package uk.nsirs.benchmarks.stock;

import java.lang.reflect.Field;
import java.util.function.UnaryOperator;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts Camunda's own FEEL engine where the triage engine has its caching one. By reflection: the service has no setting
 * for it and needs none but for this comparison.
 */
final class FeelAsShipped implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (name.equals(WithoutTuning.SETTINGS)) {
            try {
                var factory = field(bean, "feel").get(bean);
                field(factory, "engine").set(factory, new ScalaFeelEngineFactory().createInstance());
                field(factory, "translation").set(factory, UnaryOperator.identity());
            } catch (ReflectiveOperationException changed) {
                throw new IllegalStateException("The triage engine's settings look different now", changed);
            }
        }
        return bean;
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        var field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
