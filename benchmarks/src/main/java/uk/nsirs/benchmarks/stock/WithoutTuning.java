package uk.nsirs.benchmarks.stock;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/** Takes the batch listeners away, and hides the engine settings from the engine. */
final class WithoutTuning implements BeanDefinitionRegistryPostProcessor {

    static final String SETTINGS = "engineSettings";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        registry.removeBeanDefinition("listeners");
        // The starter collects its plug-ins by type and no longer finds this one. The decision tables still need it,
        // for the FEEL engine that FeelAsShipped puts there.
        registry.getBeanDefinition(SETTINGS).setAutowireCandidate(false);
        registry.getBeanDefinition("decisionTables")
                .getConstructorArgumentValues()
                .addGenericArgumentValue(new RuntimeBeanReference(SETTINGS));
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // Definitions are all this changes.
    }
}
