package uk.nsirs.triage.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import uk.nsirs.triage.pathway.AnswerCheck;
import uk.nsirs.triage.pathway.Refusals;

/**
 * Stands before the completion of tasks, behind {@link EngineRequestGuard}: lets through only the codes a task takes,
 * and gives a refusal of the completion rules to the caller as 400 with its words, where the engine would say 500.
 */
final class CompletionGuard extends OncePerRequestFilter {

    private static final Pattern COMPLETION = Pattern.compile("/task/([^/]+)/(?:complete|submit-form)");

    private static final Set<String> PLAIN_TYPES = Set.of("string", "integer", "null");

    private final AnswerCheck answers;
    private final ObjectMapper mapper;

    private CompletionGuard(AnswerCheck answers, ObjectMapper mapper) {
        this.answers = answers;
        this.mapper = mapper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var task = EngineRequest.of(request.getMethod(), path)
                .map(addressed -> COMPLETION.matcher(addressed.path()))
                .filter(java.util.regex.Matcher::matches);
        if (task.isEmpty() || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        // EngineRequestGuard made the body readable again, and refused what is no JSON.
        var submitted = submitted(mapper.readTree(request.getInputStream().readAllBytes()));
        var fault = answers.fault(task.get().group(1), submitted);
        if (fault.isPresent()) {
            refuse(response, fault.get());
            return;
        }
        var buffered = new ContentCachingResponseWrapper(response);
        Refusals.take();
        try {
            chain.doFilter(request, buffered);
        } finally {
            var refusal = Refusals.take();
            if (refusal.isPresent() && !response.isCommitted()) {
                buffered.reset();
                refuse(response, refusal.get());
            } else {
                buffered.copyBodyToResponse();
            }
        }
    }

    private Map<String, Object> submitted(JsonNode body) {
        var values = new HashMap<String, Object>();
        body.path("variables").fields().forEachRemaining(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    /** The value alone; an object, which no task takes, where it asks for a type of its own (a file, an object). */
    private static Object value(JsonNode variable) {
        for (var property : variable.properties()) {
            if (!isHarmless(property.getKey(), property.getValue())) {
                return new Object();
            }
        }
        var value = variable.path("value");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isInt() ? value.asInt() : new Object();
    }

    private static boolean isHarmless(String property, JsonNode value) {
        return switch (property) {
            case "value" -> true;
            case "type" -> value.isNull() || PLAIN_TYPES.contains(value.asText().toLowerCase(Locale.ROOT));
            case "valueInfo", "local" -> value.isNull() || (value.isContainerNode() && value.isEmpty());
            default -> false;
        };
    }

    private void refuse(HttpServletResponse response, String message) throws IOException {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), Map.of("type", "Refused", "message", message));
    }

    /** Registers it behind Spring Security and Camunda's authentication, before Camunda's servlets. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {

        private static final int BEHIND_SPRING_SECURITY = -40;

        @Bean
        FilterRegistrationBean<CompletionGuard> completionGuard(AnswerCheck answers, ObjectMapper mapper) {
            var registration = new FilterRegistrationBean<>(new CompletionGuard(answers, mapper));
            registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
            registration.setOrder(BEHIND_SPRING_SECURITY);
            return registration;
        }
    }
}
