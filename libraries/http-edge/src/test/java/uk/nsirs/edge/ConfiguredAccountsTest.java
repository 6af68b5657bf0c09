package uk.nsirs.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import uk.nsirs.events.OdsCode;

class ConfiguredAccountsTest {

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    @Test
    void theQuickstartPasswordIsRefusedOutsideTheQuickstartHoweverItIsEncoded() {
        var plain = account("administrator", "{noop}quickstart", Role.ADMINISTRATOR, null);
        var hashed = account("administrator", encoder.encode("quickstart"), Role.ADMINISTRATOR, null);

        var refusal = "nsirs.access.accounts[0].password: the quickstart's password is refused outside the quickstart";
        assertThat(faults(false, plain)).containsExactly(refusal);
        assertThat(faults(false, hashed)).containsExactly(refusal);
        assertThat(faults(true, plain)).isEmpty();
    }

    @Test
    void aPlainTextPasswordIsRefusedOutsideTheQuickstart() {
        assertThat(faults(false, account("lab", "{noop}other", Role.LAB, null)))
                .singleElement()
                .asString()
                .contains("plain text")
                .doesNotContain("other");
    }

    @Test
    void aStartWithoutAnyAccountIsRefused() {
        assertThat(faults(true)).containsExactly("nsirs.access.accounts: no account is configured");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        var first = account("Rjz Referrer", "secret", Role.REFERRER, null);
        var second = new AccessProperties.Account("lab", null, encoder.encode("s3cret"), List.of(), null);
        var third = account("lab", encoder.encode("s3cret"), Role.LAB, null);

        assertThat(faults(false, first, second, third))
                .extracting(fault -> fault.substring("nsirs.access.".length(), fault.indexOf(':')))
                .containsExactly(
                        "accounts[0].name",
                        "accounts[0].organisation",
                        "accounts[0].password",
                        "accounts[1].roles",
                        "accounts[2].name");
        assertThat(faults(false, first, second, third)).noneMatch(fault -> fault.contains("secret"));
    }

    @Test
    void aReferrerBelongsToATrustAndStaffDoNot() {
        var accounts = accounts(
                account("rjz-referrer", "{noop}quickstart", Role.REFERRER, "RJZ"),
                account("nurse", "{noop}quickstart", Role.NURSE, null));

        var referrer = (ServiceAccount) accounts.loadUserByUsername("rjz-referrer");
        var nurse = (ServiceAccount) accounts.loadUserByUsername("nurse");

        assertThat(referrer.organisation()).contains(OdsCode.of("RJZ"));
        assertThat(referrer.getAuthorities()).extracting("authority").containsExactly("ROLE_REFERRER");
        assertThat(nurse.organisation()).isEmpty();
        assertThat(nurse.has(Role.NURSE)).isTrue();
        assertThat(nurse.displayName()).isEqualTo("nurse");
    }

    /** What {@code docker/make-env} writes into {@code accounts.env} is what Spring Security understands. */
    @Test
    void aPasswordOfDockersScriptSignsIn() {
        var hash =
                "{pbkdf2@SpringSecurity_v5_8}e1a98fb84812c8ace92d6237863fbdedafd2e58fa3638d75daf94d9d6835f5ea3d83c44513f1dd0b"
                        + "09451dae22fa51c4";

        var account = account("nurse", hash, Role.NURSE, null);
        var nurse = accounts(account).loadUserByUsername("nurse");

        assertThat(faults(false, account)).isEmpty();
        assertThat(encoder.matches("XII4rr91H94NKvXV7zAhkLu073NoXL0-", nurse.getPassword()))
                .isTrue();
    }

    @Test
    void anUnknownNameIsNoAccount() {
        var accounts = accounts(account("nurse", "{noop}quickstart", Role.NURSE, null));

        assertThatThrownBy(() -> accounts.loadUserByUsername("somebody")).isInstanceOf(UsernameNotFoundException.class);
    }

    private List<String> faults(boolean quickstart, AccessProperties.Account... accounts) {
        return ConfiguredAccounts.faults(new AccessProperties(List.of(accounts)), encoder, quickstart);
    }

    private static ConfiguredAccounts accounts(AccessProperties.Account... accounts) {
        return new ConfiguredAccounts(new AccessProperties(List.of(accounts)));
    }

    private static AccessProperties.Account account(String name, String password, Role role, String organisation) {
        return new AccessProperties.Account(name, null, password, List.of(role), organisation);
    }
}
