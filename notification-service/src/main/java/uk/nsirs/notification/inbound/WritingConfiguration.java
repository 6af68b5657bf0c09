package uk.nsirs.notification.inbound;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.nsirs.notification.message.MilestoneEmails;
import uk.nsirs.notification.message.Sender;

/** Gives the words, which know nothing of Spring, the names that are configured. */
@Configuration(proxyBeanMethods = false)
class WritingConfiguration {

    @Bean
    MilestoneEmails milestoneEmails(
            @Value("${nsirs.mail.service-name:National Severe Insulin Resistance Service}") String serviceName,
            @Value("${nsirs.intake.url}") URI referralPages,
            @Value("${nsirs.mail.telephone:}") String telephone) {
        return new MilestoneEmails(new Sender(serviceName, referralPages, telephone));
    }
}
