package uk.nsirs.benchmarks.stock;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import uk.nsirs.relay.EventConsumers;
import uk.nsirs.triage.TriageEngineApplication;
import uk.nsirs.triage.casefile.CaseFiles;

/**
 * The triage engine as it would be without the work on its speed: its own application and database, but the engine as
 * the Spring Boot starter sets it up, the expression language as Camunda ships it, and one record, one transaction, one
 * start at a time.
 */
@Configuration(proxyBeanMethods = false)
public class StockTriage {

    /** Only this side reads it, so that both sides can run on one broker. */
    public static final String TOPIC = "benchmark.stock.referrals";

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {TriageEngineApplication.class, StockTriage.class}, arguments);
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor withoutTuning() {
        return new WithoutTuning();
    }

    @Bean
    static BeanPostProcessor feelAsShipped() {
        return new FeelAsShipped();
    }

    @Bean
    StockEngineSettings stockEngineSettings() {
        return new StockEngineSettings();
    }

    /** As spring-kafka makes it unless told otherwise. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> stockContainers(ConsumerFactory<byte[], byte[]> consumers) {
        var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
        factory.setConsumerFactory(consumers);
        return factory;
    }

    @Bean
    StockListener stockListener(EventConsumers consumers, CaseFiles cases, RuntimeService runtime) {
        return new StockListener(consumers, cases, runtime);
    }
}
