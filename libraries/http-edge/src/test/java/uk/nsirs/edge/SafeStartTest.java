package uk.nsirs.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class SafeStartTest {

    private static final Map<String, String> NEEDED = Map.of(
            "nsirs.required[spring.datasource.password]", "the role's password",
            "nsirs.required[nsirs.mail.from]", "the mailbox that e-mails come from");

    private static final Map<String, String> AN_ACCOUNT = Map.of(
            "nsirs.access.accounts[0].name", "lab",
            "nsirs.access.accounts[0].roles", "LAB");

    @Test
    void everythingThatIsMissingIsNamedAtOnceWithTheVariableThatSetsIt() {
        var refusal = catchThrowable(() -> start(NEEDED, Map.of("nsirs.mail.from", " ")));

        assertThat(refusal).isInstanceOf(UnsafeConfigurationException.class);
        assertThat(refusal.getMessage().lines())
                .containsExactlyInAnyOrder(
                        "spring.datasource.password: missing; the role's password (as environment variable"
                                + " SPRING_DATASOURCE_PASSWORD)",
                        "nsirs.mail.from: missing; the mailbox that e-mails come from (as environment variable"
                                + " NSIRS_MAIL_FROM)",
                        "nsirs.access.accounts: no account is configured");
    }

    @Test
    void whatIsThereIsNotMissed() {
        assertThatCode(() -> start(
                        NEEDED,
                        AN_ACCOUNT,
                        Map.of(
                                "nsirs.access.accounts[0].password", "{bcrypt}$2a$04$notTheHashOfAnythingKnown",
                                "spring.datasource.password", "s3cret",
                                "nsirs.mail.from", "no-reply@nsirs.example")))
                .doesNotThrowAnyException();
    }

    @Test
    void theQuickstartBringsItsOwnAndIsAskedForNothing() {
        assertThatCode(() -> start(
                        NEEDED,
                        AN_ACCOUNT,
                        Map.of("nsirs.quickstart", "true", "nsirs.access.accounts[0].password", "{noop}quickstart")))
                .doesNotThrowAnyException();
    }

    @SafeVarargs
    private static void start(Map<String, String>... settings) {
        var all = new HashMap<String, Object>();
        for (var some : settings) {
            all.putAll(some);
        }
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
            new SafeStart().initialize(context);
        }
    }
}
