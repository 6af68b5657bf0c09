package uk.nsirs.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers a program that is not signed in, or not allowed, with a problem detail. */
public final class ProblemSecurity implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ObjectMapper mapper;

    public ProblemSecurity(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * What every chain for programs is: they sign in with every call, by HTTP Basic, and read in a problem detail why
     * they were refused. There is no session, so no cookie signs anybody in that another site could abuse. Who may call
     * what is the caller's to add.
     */
    public HttpSecurity forPrograms(HttpSecurity http) throws Exception {
        return http.httpBasic(basic -> basic.authenticationEntryPoint(this))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(this).accessDeniedHandler(this))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"NSIRS\", charset=\"UTF-8\"");
        write(
                response,
                Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "Sign-in needed",
                        "Sign in with HTTP Basic: the account or its password is missing or wrong."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        write(
                response,
                Problems.of(HttpStatus.FORBIDDEN, "Not allowed", "This account is not allowed to make this call."));
    }

    /** Writes {@code problem} as the whole answer. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), problem);
    }
}
