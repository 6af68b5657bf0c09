package uk.nsirs.triage.pathway;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.casefile.Unprocessables;

/** What an administrator's answer about a dead letter or an undeliverable e-mail does. */
@Configuration(proxyBeanMethods = false)
public class ResolutionSteps {

    @Bean
    DeadLetterSteps deadLetters(Unprocessables messages) {
        return new DeadLetterSteps(messages);
    }

    @Bean
    UndeliverableSteps undeliverable(Undeliverables emails) {
        return new UndeliverableSteps(emails);
    }

    public record DeadLetterSteps(Unprocessables messages) {
        public void replay(DelegateExecution execution) {
            messages.replay((String) execution.getVariable("id"));
        }

        public void discard(DelegateExecution execution) {
            messages.discard((String) execution.getVariable("id"));
        }
    }

    public record UndeliverableSteps(Undeliverables emails) {
        public void resend(DelegateExecution execution) {
            emails.resend((String) execution.getVariable("id"));
        }

        public void giveUp(DelegateExecution execution) {
            emails.giveUp((String) execution.getVariable("id"));
        }
    }
}
