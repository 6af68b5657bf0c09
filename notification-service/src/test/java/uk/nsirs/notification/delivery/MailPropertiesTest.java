package uk.nsirs.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.EmailAddress;

class MailPropertiesTest {

    @Test
    void nothingIsMarkedSecureUnlessConfigured() {
        assertThat(securing().secures(EmailAddress.of("team@trust.example"))).isFalse();
    }

    @Test
    void aNamedDomainIsMarkedSecureAndNoOther() {
        var properties = securing("Trust.example");

        assertThat(properties.secures(EmailAddress.of("team@trust.example"))).isTrue();
        assertThat(properties.secures(EmailAddress.of("team@other.example"))).isFalse();
    }

    @Test
    void aStarMarksEveryDomainOutsideTheNhs() {
        var properties = securing("*");

        assertThat(properties.secures(EmailAddress.of("team@trust.example"))).isTrue();
        assertThat(properties.secures(EmailAddress.of("team@nhs.net"))).isFalse();
        assertThat(properties.secures(EmailAddress.of("team@trust.nhs.uk"))).isFalse();
        assertThat(properties.secures(EmailAddress.of("team@notnhs.uk"))).isTrue();
    }

    @Test
    void messageIdsTakeTheDomainOfTheSenderWhereNoneIsConfigured() {
        assertThat(securing().rightSideOfMessageIds()).isEqualTo("nsirs.example");
    }

    @Test
    void answersGoToTheSenderWhereNoOtherAddressIsConfigured() {
        assertThat(securing().replyToAddress()).hasToString("no-reply@nsirs.example");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        var properties = new MailProperties(
                "x\r\nBcc: y@z.example", null, "S", null, List.of(), 1, null, null, Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(properties::fromAddress).isInstanceOf(IllegalStateException.class);
    }

    private static MailProperties securing(String... domains) {
        return new MailProperties(
                "no-reply@nsirs.example",
                null,
                "Service",
                null,
                List.of(domains),
                2,
                Duration.ofMillis(50),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }
}
