package uk.nsirs.intake.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code nsirs.intake.*}.
 *
 * @param idempotency how long answers are replayed
 */
@ConfigurationProperties("nsirs.intake")
record IntakeProperties(@DefaultValue Idempotency idempotency) {

    /**
     * @param keepFor how long a key is kept with its answer
     */
    record Idempotency(@DefaultValue("7d") Duration keepFor) {}
}
