package uk.nsirs.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Throwing())
            .setControllerAdvice(new ProblemAdvice())
            .build();

    @Test
    @DisplayName("A database that is away is a 503 that says when to come back")
    void databaseAway() throws Exception {
        var answer = answerTo(get("/fails/away"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("10");
        assertThat(answer.getContentType()).startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }

    @Test
    void aLockThatIsNotHadIsA503Too() throws Exception {
        assertThat(answerTo(get("/fails/locked")).getStatus()).isEqualTo(503);
    }

    @Test
    void aBugIsA500ThatRepeatsNothing() throws Exception {
        var answer = answerTo(get("/fails/bug"));

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString()).doesNotContain("Testpatient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"Testpatient\"", "null x"})
    void aBodyThatCannotBeReadIsA400ThatRepeatsNothing(String body) throws Exception {
        var answer =
                answerTo(post("/body").contentType(MediaType.APPLICATION_JSON).content(body));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("Not readable").doesNotContain("Testpatient");
    }

    @Test
    void aParameterThatCannotBeReadIsNamedButNotRepeated() throws Exception {
        var answer = answerTo(get("/number").param("limit", "Testpatient"));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("limit").doesNotContain("Testpatient");
    }

    @Test
    void wrongMethodsAndMediaTypesAreProblemsToo() throws Exception {
        assertThat(answerTo(put("/body")).getStatus()).isEqualTo(405);
        assertThat(answerTo(post("/body").contentType(MediaType.TEXT_PLAIN).content("Testpatient"))
                        .getStatus())
                .isEqualTo(415);
    }

    private MockHttpServletResponse answerTo(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    @RestController
    static class Throwing {

        @GetMapping("/fails/{how}")
        void fail(@PathVariable("how") String how) {
            switch (how) {
                case "away" -> throw new DataAccessResourceFailureException("no connection");
                case "locked" -> throw new CannotAcquireLockException("no lock");
                default -> throw new IllegalStateException("Testpatient broke it");
            }
        }

        @PostMapping("/body")
        void body(@RequestBody Map<String, Object> body) {}

        @GetMapping("/number")
        void number(@RequestParam("limit") int limit) {}
    }
}
