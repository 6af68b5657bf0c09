package uk.nsirs.intake.access;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import uk.nsirs.edge.ProblemSecurity;
import uk.nsirs.edge.Role;

/**
 * Who may call what. Programs: each system reports what it knows, referrers call the rest of the API, monitoring reads the
 * metrics, everybody whether it is alive, nobody anything else; no session signs in there. People: administrators only, on
 * the pages of contacts, by a sign-in page and a session.
 */
@Configuration(proxyBeanMethods = false)
class IntakeSecurity {

    private static final String SIGN_IN = "/sign-in";

    private static final String OWN_FILES_ONLY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        var backToWhatWasTyped = new BackToWhatWasTyped("/contacts", SIGN_IN);
        return http.securityMatcher(SIGN_IN, "/sign-out", "/not-allowed", "/assets/**", "/contacts", "/contacts/**")
                .authorizeHttpRequests(requests -> requests
                        // A refusal is forwarded to the page that explains it.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(SIGN_IN, "/not-allowed", "/assets/**")
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(Role.ADMINISTRATOR.authority()))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .successHandler(backToWhatWasTyped)
                        .failureHandler(backToWhatWasTyped))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?signed-out"))
                .exceptionHandling(errors -> errors.accessDeniedPage("/not-allowed"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OWN_FILES_ONLY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frames -> frames.deny()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, ProblemSecurity problems) throws Exception {
        return problems.forPrograms(http)
                .authorizeHttpRequests(requests -> requests
                        // An answer to an error must not be mistaken for another request that needs a sign-in.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasAuthority(Role.MONITORING.authority())
                        .requestMatchers(HttpMethod.GET, "/v3/api-docs", "/v3/api-docs.yaml")
                        .authenticated()
                        .requestMatchers(
                                "/api/results/laboratory",
                                "/api/results/imaging",
                                "/api/results/genetic-tests",
                                "/api/results/receptor-antibodies")
                        .hasAuthority(Role.LAB.authority())
                        .requestMatchers("/api/results/funding-decisions")
                        .hasAuthority(Role.FUNDER.authority())
                        .requestMatchers("/api/results/appointments")
                        .hasAuthority(Role.BOOKING.authority())
                        .requestMatchers("/api/**")
                        .hasAuthority(Role.REFERRER.authority())
                        .anyRequest()
                        .denyAll())
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frames -> frames.deny()))
                .build();
    }
}
