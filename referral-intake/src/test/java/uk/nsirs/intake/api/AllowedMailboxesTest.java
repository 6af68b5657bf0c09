package uk.nsirs.intake.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.OdsCode;

class AllowedMailboxesTest {

    private static final OdsCode RJZ = OdsCode.of("RJZ");
    private static final OdsCode RGT = OdsCode.of("RGT");

    @Test
    void aDomainCanBeForAllOrForOneOrganisation() {
        var allowed = new AllowedMailboxes(List.of("shared.org", "RJZ:trust.org"));

        assertThat(allowed.test(RGT, mailbox("a@shared.org"))).isTrue();
        assertThat(allowed.test(RJZ, mailbox("a@Trust.org"))).isTrue();
        assertThat(allowed.test(RGT, mailbox("a@trust.org"))).isFalse();
        assertThat(allowed.test(null, mailbox("a@trust.org"))).isFalse();
    }

    @Test
    void aDotInFrontAllowsWhatIsBelowAndNothingElse() {
        var allowed = new AllowedMailboxes(List.of(".example"));

        assertThat(allowed.test(RJZ, mailbox("a@trust.example"))).isTrue();
        assertThat(allowed.test(RJZ, mailbox("a@notexample" + ".org"))).isFalse();
        assertThat(allowed.test(RJZ, mailbox("a@evil-example.com"))).isFalse();
    }

    @Test
    void anExactDomainAllowsNoSubdomain() {
        assertThat(new AllowedMailboxes(List.of("trust.org")).test(RJZ, mailbox("a@evil.trust.org")))
                .isFalse();
    }

    private static EmailAddress mailbox(String address) {
        return EmailAddress.of(address);
    }
}
