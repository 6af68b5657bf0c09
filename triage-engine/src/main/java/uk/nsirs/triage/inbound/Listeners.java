package uk.nsirs.triage.inbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import uk.nsirs.events.NotificationEvent.EmailUndeliverable;
import uk.nsirs.events.ReferralEvent.ReferralContactReceived;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.SubjectMismatchReported;
import uk.nsirs.events.Topics;
import uk.nsirs.relay.DeadLetter;
import uk.nsirs.relay.EventConsumer;
import uk.nsirs.relay.EventConsumers;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.relay.TransientFault;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.casefile.Unprocessables;
import uk.nsirs.triage.pathway.Pathway;

/** Takes what arrives on Kafka. */
@Component
class Listeners {

    private final EventConsumer referrals;
    private final EventConsumer results;
    private final EventConsumer notifications;
    private final EventConsumer deadLetters;

    Listeners(
            EventConsumers consumers,
            ReferralRecords records,
            CaseMessages messages,
            Undeliverables undeliverables,
            Unprocessables unprocessables,
            Pathway pathway) {
        referrals = consumers
                .builder("triage-referrals")
                .batched(event -> event.event() instanceof ReferralSubmitted, records::submitted)
                .each(event -> told(event, records, messages))
                .build();
        results = consumers
                .builder("triage-results")
                .each(event -> reported(event, messages, pathway))
                .build();
        notifications = consumers
                .builder("triage-notifications")
                .each(event -> undeliverable(event, undeliverables, pathway))
                .build();
        deadLetters = consumers
                .builder("triage-dead-letters")
                .eachDeadLetter(letter -> unprocessable(letter, unprocessables, pathway))
                .build();
    }

    @KafkaListener(id = "triage-referrals", topics = Topics.REFERRALS, groupId = "triage-referrals", batch = "true")
    void referrals(List<ConsumerRecord<byte[], byte[]>> batch) {
        referrals.consume(batch);
    }

    @KafkaListener(id = "triage-results", topics = Topics.RESULTS, groupId = "triage-results", batch = "true")
    void results(List<ConsumerRecord<byte[], byte[]>> batch) {
        results.consume(batch);
    }

    @KafkaListener(
            id = "triage-notifications",
            topics = Topics.NOTIFICATIONS,
            groupId = "triage-notifications",
            batch = "true")
    void notifications(List<ConsumerRecord<byte[], byte[]>> batch) {
        notifications.consume(batch);
    }

    @KafkaListener(
            id = "triage-dead-letters",
            topics = {
                Topics.REFERRALS + ".dlt",
                Topics.RESULTS + ".dlt",
                Topics.PATHWAY + ".dlt",
                Topics.LETTERS + ".dlt",
                Topics.NOTIFICATIONS + ".dlt",
                Topics.COMMANDS + ".dlt"
            },
            groupId = "triage-dead-letters",
            batch = "true")
    void deadLetters(List<ConsumerRecord<byte[], byte[]>> batch) {
        deadLetters.consume(batch);
    }

    private static void told(ReceivedEvent event, ReferralRecords records, CaseMessages messages) {
        if (event.event() instanceof ReferralContactReceived contact) {
            records.contacted(contact);
        } else {
            messages.received(event.id(), event.event());
        }
    }

    private static void reported(ReceivedEvent event, CaseMessages messages, Pathway pathway) {
        if (event.event() instanceof SubjectMismatchReported mismatch) {
            pathway.askSender(
                    event.id(),
                    mismatch.reference(),
                    Topics.RESULTS,
                    "The report's subject is not this referral's patient (kind " + mismatch.kind() + ", sender "
                            + mismatch.sender() + "). Nothing of it was filed: ask the sender whom it is about.");
        } else {
            messages.received(event.id(), event.event());
        }
    }

    private static void undeliverable(ReceivedEvent event, Undeliverables undeliverables, Pathway pathway) {
        if (event.event() instanceof EmailUndeliverable email) {
            var id = UUID.nameUUIDFromBytes(event.id().toString().getBytes(StandardCharsets.UTF_8));
            undeliverables.keep(id, email);
            pathway.startUndeliverable(id, email.reference(), email.milestone(), email.cause());
        }
    }

    private static void unprocessable(DeadLetter letter, Unprocessables unprocessables, Pathway pathway) {
        unprocessables.keep(letter);
        pathway.startUnprocessable(letter.id(), letter.topic(), letter.partition(), letter.offset(), letter.cause());
    }

    @Configuration(proxyBeanMethods = false)
    static class Faults {
        @Bean
        TransientFault transientFault() {
            return Pathway.transientFault();
        }
    }
}
