package uk.nsirs.intake.access;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import uk.nsirs.edge.ProblemSecurity;
import uk.nsirs.edge.Role;

/**
 * Who may call what: each system reports what it knows, referrers call the rest of the API, monitoring reads the
 * metrics, everybody whether it is alive, nobody anything else.
 */
@Configuration(proxyBeanMethods = false)
class IntakeSecurity {

    @Bean
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
