package uk.nsirs.edge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import uk.nsirs.events.AllowedMailboxes;

/**
 * Settings {@code nsirs.referrers.*}: what holds of those who refer, in every service alike.
 *
 * @param emailDomains domains of mailboxes beyond the NHS's, written as {@link AllowedMailboxes#of} takes them
 */
@ConfigurationProperties("nsirs.referrers")
record ReferrerProperties(@DefaultValue List<String> emailDomains) {}
