package uk.nsirs.triage.access;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import uk.nsirs.edge.ProblemSecurity;
import uk.nsirs.edge.Role;
import uk.nsirs.triage.pathway.AnswerCheck;
import uk.nsirs.triage.pathway.Overtaken;

/**
 * Three chains: programs (HTTP Basic, no session: a session cookie there would open REST to forged requests), operating
 * (health open, metrics for the monitoring account), and people (a sign-in page and a session).
 *
 * <p>Every matcher is an explicit path matcher. A string would become an MVC matcher, which never matches Camunda's
 * Jersey servlets: the rule would silently not apply.
 */
@Configuration(proxyBeanMethods = false)
class TriageSecurity {

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http,
            ProblemSecurity problems,
            UserDetailsService accounts,
            AnswerCheck answers,
            Overtaken overtaken)
            throws Exception {
        return problems.forPrograms(http)
                .securityMatcher(anyOf("/api/**", "/engine-rest", "/engine-rest/**", "/v3/api-docs", "/v3/api-docs/**"))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(PATHS.matcher(HttpMethod.POST, "/api/criteria-checks"))
                        .authenticated()
                        .requestMatchers(anyOf("/v3/api-docs", "/v3/api-docs/**"))
                        .authenticated()
                        .anyRequest()
                        .hasAnyRole(Staff.roles()))
                .addFilterAfter(guard(accounts, answers, overtaken), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain operating(HttpSecurity http, ProblemSecurity problems) throws Exception {
        return problems.forPrograms(http)
                .securityMatcher(anyOf("/actuator", "/actuator/**"))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(anyOf("/actuator/health", "/actuator/health/*"))
                        .permitAll()
                        .anyRequest()
                        .hasRole(Role.MONITORING.name()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain people(HttpSecurity http, UserDetailsService accounts, AnswerCheck answers, Overtaken overtaken)
            throws Exception {
        var camundaApi = anyOf("/camunda/api/**");
        var camundaLogout = PATHS.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout");
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(anyOf("/sign-in", "/assets/**", "/favicon.ico", "/error"))
                        .permitAll()
                        // One sign-in: Camunda's own is closed, and so is its first-run setup (CVE-2026-77226).
                        .requestMatchers(
                                anyOf("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/**"))
                        .denyAll()
                        .anyRequest()
                        .hasAnyRole(Staff.roles()))
                .addFilterAfter(guard(accounts, answers, overtaken), AuthorizationFilter.class)
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .formLogin(form -> form.loginPage("/sign-in").defaultSuccessUrl("/camunda/app/tasklist/default/"))
                .logout(logout -> logout.logoutRequestMatcher(
                                new OrRequestMatcher(camundaLogout, PATHS.matcher(HttpMethod.POST, "/sign-out")))
                        .logoutSuccessHandler((request, response, who) -> {
                            if (camundaApi.matches(request)) {
                                response.setStatus(HttpStatus.NO_CONTENT.value());
                            } else {
                                response.sendRedirect("/sign-in?signed-out");
                            }
                        }))
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), camundaApi)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/sign-in"), request -> true))
                // Camunda's web applications bring a token of their own.
                .csrf(csrf -> csrf.ignoringRequestMatchers(anyOf("/camunda/**")))
                .build();
    }

    /**
     * Remembers where somebody wanted to go before the sign-in: to a page only. Where a session ends while Tasklist is open,
     * the first to be refused is a call of its own, and whoever signed in again would read its JSON.
     */
    private static HttpSessionRequestCache pagesOnly() {
        var asksForAPage = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        asksForAPage.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(PATHS.matcher(HttpMethod.GET, "/**"), asksForAPage));
        return cache;
    }

    private static EngineRequestGuard guard(UserDetailsService accounts, AnswerCheck answers, Overtaken overtaken) {
        return new EngineRequestGuard(
                new EngineRequestPolicy(name -> {
                    try {
                        return accounts.loadUserByUsername(name) != null;
                    } catch (UsernameNotFoundException nobody) {
                        return false;
                    }
                }),
                answers,
                overtaken);
    }

    private static RequestMatcher anyOf(String... patterns) {
        var matchers = new RequestMatcher[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            matchers[i] = PATHS.matcher(patterns[i]);
        }
        return new OrRequestMatcher(matchers);
    }
}
