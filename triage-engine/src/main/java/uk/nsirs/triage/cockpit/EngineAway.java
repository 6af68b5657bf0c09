package uk.nsirs.triage.cockpit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.transaction.CannotCreateTransactionException;
import uk.nsirs.edge.DatabaseAway;

/**
 * While the database is away {@code /engine-rest} answers 503 and says when to come back, as every other call does. The
 * engine's own mappers would turn the fault into a 500 before the filter behind them could see it.
 */
@Configuration(proxyBeanMethods = false)
class EngineAway {

    @Bean
    ResourceConfigCustomizer databaseAwayInTheEngine(ObjectMapper mapper) {
        return engineRest -> engineRest.register(new AtTheStart(mapper)).register(new InBetween(mapper));
    }

    /** No connection is to be had. */
    private static final class AtTheStart implements ExceptionMapper<CannotCreateTransactionException> {

        private final ObjectMapper mapper;

        AtTheStart(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        public Response toResponse(CannotCreateTransactionException fault) {
            return comeBack(mapper);
        }
    }

    /** A connection broke; anything else that a statement failed with stays what the engine makes of it. */
    private static final class InBetween implements ExceptionMapper<ProcessEnginePersistenceException> {

        private final ProcessEngineExceptionHandler engine = new ProcessEngineExceptionHandler();
        private final ObjectMapper mapper;

        InBetween(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        public Response toResponse(ProcessEnginePersistenceException fault) {
            return DatabaseAway.isCauseOf(fault) ? comeBack(mapper) : engine.toResponse(fault);
        }
    }

    private static Response comeBack(ObjectMapper mapper) {
        var problem = DatabaseAway.problem();
        try {
            return Response.status(problem.getStatus())
                    .header(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_SECONDS)
                    .type(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .entity(mapper.writeValueAsString(problem))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A problem could not be written as JSON");
        }
    }
}
