package uk.nsirs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedMailboxesTest {

    private static final OdsCode RJZ = OdsCode.of("RJZ");
    private static final OdsCode RGT = OdsCode.of("RGT");

    @ParameterizedTest
    @ValueSource(strings = {"a@nhs.net", "a@nhs.uk", "a@trust.NHS.uk"})
    void the_nhs_is_always_allowed(String address) {
        assertThat(allowed().allow(null, mailbox(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@x.nhs.net", "a@evilnhs.net", "a@fakenhs.uk", "a@nhs.uk.example", "a@trust.org"})
    void what_only_looks_like_the_nhs_is_not(String address) {
        assertThat(allowed().allow(RJZ, mailbox(address))).isFalse();
    }

    @Test
    void a_domain_can_be_for_all_or_for_one_organisation() {
        var allowed = allowed("shared.org", "RJZ:trust.org");

        assertThat(allowed.allow(RGT, mailbox("a@shared.org"))).isTrue();
        assertThat(allowed.allow(RJZ, mailbox("a@Trust.org"))).isTrue();
        assertThat(allowed.allow(RGT, mailbox("a@trust.org"))).isFalse();
        assertThat(allowed.allow(null, mailbox("a@trust.org"))).isFalse();
    }

    @Test
    void a_dot_in_front_allows_what_is_below_and_nothing_else() {
        var allowed = allowed(".example", "RJZ:.trust.org");

        assertThat(allowed.allow(RGT, mailbox("a@trust.example"))).isTrue();
        assertThat(allowed.allow(RJZ, mailbox("a@ward.trust.org"))).isTrue();
        assertThat(allowed.allow(RJZ, mailbox("a@trust.org"))).isFalse();
        assertThat(allowed.allow(RJZ, mailbox("a@notexample.org"))).isFalse();
        assertThat(allowed.allow(RJZ, mailbox("a@evil-example.com"))).isFalse();
    }

    @Test
    void an_exact_domain_allows_no_subdomain() {
        assertThat(allowed("trust.org").allow(RJZ, mailbox("a@evil.trust.org"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "RJZ:", "not a code:trust.org"})
    void an_entry_that_could_not_be_meant_is_refused(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> allowed(entry));
    }

    private static AllowedMailboxes allowed(String... domains) {
        return AllowedMailboxes.of(List.of(domains));
    }

    private static EmailAddress mailbox(String address) {
        return EmailAddress.of(address);
    }
}
