package uk.nsirs.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * A test of what only {@code ./run} has: its own start, its processes beside which others are started, its inbox page. It is
 * left out where the tests look at the system of {@code docker-compose.yml}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
        named = Compose.SWITCH,
        matches = Compose.MEANT,
        disabledReason = "It is about ./run, and this is the system of docker-compose.yml")
@interface NeedsRun {}
