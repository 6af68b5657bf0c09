package uk.nsirs.notification.access;

import static uk.nsirs.edge.Role.ADMINISTRATOR;
import static uk.nsirs.edge.Role.CLINICIAN;
import static uk.nsirs.edge.Role.MONITORING;
import static uk.nsirs.edge.Role.NURSE;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import uk.nsirs.edge.ProblemSecurity;

/** One chain for programs: HTTP Basic, no session, and whatever is not named is refused. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    SecurityFilterChain programs(HttpSecurity http, ProblemSecurity problems) throws Exception {
        return problems.forPrograms(http)
                .authorizeHttpRequests(rules -> rules
                        // An error answer passes the chain again and must keep its own status.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(MONITORING.name())
                        .requestMatchers(HttpMethod.GET, "/api/deliveries")
                        .hasAnyRole(ADMINISTRATOR.name(), CLINICIAN.name(), NURSE.name(), MONITORING.name())
                        .requestMatchers("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .headers(Customizer.withDefaults())
                .build();
    }
}
