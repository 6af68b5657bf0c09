package uk.nsirs.servers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real PostgreSQL and a real Kafka broker: one of each per JVM, started at the first use, side by
 * side, and stopped when the JVM ends.
 *
 * <p>Before a Spring context can start, these system properties are set: {@code spring.datasource.url}, {@code
 * .username}, {@code .password} (an empty database, the same for all classes of the JVM) and {@code
 * spring.kafka.bootstrap-servers}. Constructors and methods may take {@link Servers} as a parameter.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServersExtension.class)
public @interface RealServers {

    boolean postgres() default true;

    boolean kafka() default true;
}
