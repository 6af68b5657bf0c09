package uk.nsirs.triage.cockpit;

import jakarta.servlet.Filter;
import java.util.List;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts Camunda's own authentication filters behind Spring Security's chain (order -100) and before its servlets. */
@Configuration(proxyBeanMethods = false)
class EngineFilters {

    private static final int BEHIND_SPRING_SECURITY = -50;

    @Bean
    FilterRegistrationBean<Filter> webApplicationAuthentication() {
        return registration(
                new ContainerBasedAuthenticationFilter(),
                "nsirsWebApplicationAuthentication",
                "/camunda/app/*",
                "/camunda/api/*");
    }

    @Bean
    FilterRegistrationBean<Filter> restAuthentication() {
        return registration(new ProcessEngineAuthenticationFilter(), "nsirsRestAuthentication", "/engine-rest/*");
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String name, String... patterns) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setUrlPatterns(List.of(patterns));
        registration.addInitParameter("authentication-provider", SignedInAccount.class.getName());
        registration.setOrder(BEHIND_SPRING_SECURITY);
        return registration;
    }
}
