package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsAreNoFailuresTest {

    @AfterEach
    void forget() {
        Refusals.take();
    }

    @Test
    void aRefusalInsideAFailureOfTheEngineComesOutAsABadRequest() {
        var wrapped = new ProcessEngineException(
                "ENGINE-03051", new IllegalStateException(Refusals.refuse("Choose a reason.")));

        assertThatThrownBy(() -> executing(wrapped))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessage("Choose a reason.");
    }

    @Test
    void aFailureStaysTheFailureItIs() {
        var failure = new ProcessEngineException("ENGINE-03051", new IllegalStateException("a bug"));

        assertThatThrownBy(() -> executing(failure)).isSameAs(failure);
    }

    @Test
    void whatIsNotTheEnginesPassesToo() {
        var failure = new IllegalStateException("a bug");

        assertThatThrownBy(() -> executing(failure)).isSameAs(failure);
    }

    private static void executing(RuntimeException failure) {
        var interceptor = new RefusalsAreNoFailures.Unwrapping();
        interceptor.setNext(new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> command) {
                throw failure;
            }
        });
        interceptor.execute(context -> null);
    }
}
