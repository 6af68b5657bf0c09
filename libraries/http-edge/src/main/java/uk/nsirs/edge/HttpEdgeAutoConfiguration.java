package uk.nsirs.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import uk.nsirs.events.AllowedMailboxes;

/**
 * Gives every service its accounts, its way to answer errors, and the mailboxes that referrers may have. Who may call what stays with each service's own
 * {@code SecurityFilterChain}.
 */
@AutoConfiguration(after = JacksonAutoConfiguration.class, before = UserDetailsServiceAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({AccessProperties.class, ReferrerProperties.class})
public class HttpEdgeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    @ConditionalOnMissingBean
    UserDetailsService configuredAccounts(AccessProperties properties) {
        return new ConfiguredAccounts(properties);
    }

    @Bean
    AllowedMailboxes allowedMailboxes(ReferrerProperties properties) {
        return AllowedMailboxes.of(properties.emailDomains());
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemSecurity problemSecurity(ObjectMapper mapper) {
        return new ProblemSecurity(mapper);
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    /** Outside Spring Security, whose events may write to the database too. */
    @Bean
    FilterRegistrationBean<DatabaseAway> databaseAway(ProblemSecurity problems) {
        var registration = new FilterRegistrationBean<>(new DatabaseAway(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }
}
