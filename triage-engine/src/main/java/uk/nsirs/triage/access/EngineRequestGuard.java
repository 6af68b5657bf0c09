package uk.nsirs.triage.access;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import uk.nsirs.edge.ServiceAccount;
import uk.nsirs.triage.access.EngineRequestPolicy.Verdict.Refused;
import uk.nsirs.triage.pathway.AnswerCheck;
import uk.nsirs.triage.pathway.Overtaken;
import uk.nsirs.triage.pathway.Refusals;

/**
 * Stands in front of every way into Camunda's HTTP interface and lets through what {@link EngineRequestPolicy} allows;
 * of a task's completion, only what its form takes. Where the engine would say 500, a refusal of the completion rules,
 * behind it, goes to the caller as 400 with its words, and one who was {@link Overtaken} is told so with 409.
 *
 * <p>
 * Answers in the shape of Camunda's own errors, {@code {type, message}}, so that Tasklist and Cockpit show the message.
 */
final class EngineRequestGuard extends OncePerRequestFilter {

    private static final int LARGEST_BODY = 256 * 1024;

    private final EngineRequestPolicy policy;
    private final AnswerCheck answers;
    private final Overtaken overtaken;
    private final ObjectMapper mapper = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build())
            // What is read here must be what Camunda reads: one value for each name, and nothing behind the end
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    EngineRequestGuard(EngineRequestPolicy policy, AnswerCheck answers, Overtaken overtaken) {
        this.policy = policy;
        this.answers = answers;
        this.overtaken = overtaken;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var addressed = EngineRequest.of(request.getMethod(), path);
        if (addressed.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            refuse(response, new Refused(413, "The body is too large."));
            return;
        }
        JsonNode body;
        try {
            body = bytes.length == 0 ? MissingNode.getInstance() : mapper.readTree(bytes);
        } catch (IOException notJson) {
            refuse(response, new Refused(400, "The body is not JSON."));
            return;
        }
        var caller = (ServiceAccount)
                SecurityContextHolder.getContext().getAuthentication().getPrincipal();
        var verdict = policy.judge(addressed.get(), body, caller);
        if (verdict instanceof Refused refused) {
            refuse(response, refused);
            return;
        }
        var task = addressed.get().completedTask();
        if (task.isPresent()) {
            var fault = answers.fault(task.get(), SubmittedAnswers.in(body));
            if (fault.isPresent()) {
                refuse(response, new Refused(400, fault.get()));
                return;
            }
        }
        var readAgain = new ReadAgain(request, bytes);
        if (addressed.get().workedOnTask().isPresent()
                || addressed.get().workedOnJob().isPresent()) {
            work(addressed.get(), readAgain, response, chain);
        } else {
            chain.doFilter(readAgain, response);
        }
    }

    /** On a task or a job: what the engine makes a failure of is told apart here. */
    private void work(
            EngineRequest addressed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        Refusals.take();
        try {
            chain.doFilter(request, buffered);
        } finally {
            var refusal = Refusals.take().map(words -> new Refused(400, words));
            var failed = refusal.isPresent() || buffered.getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            var answer = failed ? overtaken(addressed, buffered).or(() -> refusal) : refusal;
            if (answer.isPresent() && !response.isCommitted()) {
                buffered.resetBuffer();
                refuse(response, answer.get());
            } else {
                buffered.copyBodyToResponse();
            }
        }
    }

    private Optional<Refused> overtaken(EngineRequest addressed, ContentCachingResponseWrapper failed) {
        var failure = new String(failed.getContentAsByteArray(), StandardCharsets.UTF_8);
        var task = addressed.workedOnTask();
        if (task.isPresent() && !overtaken.isTask(task.get())) {
            return Optional.of(new Refused(HttpServletResponse.SC_NOT_FOUND, "There is no such task."));
        }
        return task.flatMap(id -> overtaken.workingOnTask(id, addressed.claims(), failure))
                .or(() -> addressed.workedOnJob().flatMap(id -> overtaken.workingOnJob(id, failure)))
                .map(words -> new Refused(HttpServletResponse.SC_CONFLICT, words));
    }

    private void refuse(HttpServletResponse response, Refused refused) throws IOException {
        response.setStatus(refused.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), Map.of("type", "Refused", "message", refused.message()));
    }

    /** The request with its body still to be read. */
    private static final class ReadAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("Camunda reads its requests blocking");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
