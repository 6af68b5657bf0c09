package uk.nsirs.intake.api;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code nsirs.intake.*}.
 *
 * @param emailDomains domains of mailboxes beyond nhs.net and nhs.uk: {@code trust.example} for every organisation,
 *     {@code RJZ:trust.example} for one; a dot in front allows every domain below
 * @param idempotency how long answers are replayed
 */
@ConfigurationProperties("nsirs.intake")
record IntakeProperties(@DefaultValue List<String> emailDomains, @DefaultValue Idempotency idempotency) {

    /**
     * @param keepFor how long a key is kept with its answer
     */
    record Idempotency(@DefaultValue("7d") Duration keepFor) {}
}
