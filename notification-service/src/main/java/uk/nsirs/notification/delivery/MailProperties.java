package uk.nsirs.notification.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import uk.nsirs.events.EmailAddress;

/**
 * Settings {@code nsirs.mail.*}.
 *
 * @param from the address e-mails come from; needed
 * @param replyTo where answers go; {@code from} where absent
 * @param serviceName the name e-mails are signed with
 * @param messageIdDomain the right side of every Message-ID; the domain of {@code from} where absent. Changing it while
 *     e-mails wait gives an uncertain one a second Message-ID
 * @param secureSubjectPrefixDomains domains whose subjects begin with "[secure]", which makes NHSmail encrypt (V-14);
 *     {@code *} means every domain outside nhs.net and nhs.uk. Empty: none
 * @param senders how many e-mails are sent at the same time
 * @param poll how often the senders look when no signal comes
 * @param claimLock how long a sender may be silent before its attempt is taken over; longer than the mail server's
 *     time limits together
 * @param retryFrom first pause after a failed attempt; doubles up to {@code retryTo}
 * @param retryTo longest pause; there is no last attempt
 */
@Validated
@ConfigurationProperties("nsirs.mail")
record MailProperties(
        @NotBlank String from,
        String replyTo,
        @DefaultValue("National Severe Insulin Resistance Service") @NotBlank String serviceName,
        String messageIdDomain,
        @DefaultValue List<String> secureSubjectPrefixDomains,
        @DefaultValue("2") @Min(0) @Max(16) int senders,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("60s") Duration claimLock,
        @DefaultValue("1s") Duration retryFrom,
        @DefaultValue("60s") Duration retryTo) {

    InternetAddress fromAddress() {
        return address(from);
    }

    InternetAddress replyToAddress() {
        return address(replyTo == null || replyTo.isBlank() ? from : replyTo);
    }

    String rightSideOfMessageIds() {
        return messageIdDomain == null || messageIdDomain.isBlank()
                ? EmailAddress.of(fromAddress().getAddress()).domain()
                : messageIdDomain;
    }

    /** Whether an e-mail to {@code recipient} asks the mail service to encrypt it. */
    boolean secures(EmailAddress recipient) {
        var domain = recipient.domain();
        return secureSubjectPrefixDomains.stream()
                .map(named -> named.toLowerCase(Locale.ROOT))
                .anyMatch(named -> named.equals("*") ? !recipient.isAtTheNhs() : domain.equals(named));
    }

    private static InternetAddress address(String configured) {
        try {
            return new InternetAddress(configured, true);
        } catch (AddressException notAnAddress) {
            throw new IllegalStateException("nsirs.mail: not an e-mail address", notAnAddress);
        }
    }
}
