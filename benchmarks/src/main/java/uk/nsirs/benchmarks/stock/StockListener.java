package uk.nsirs.benchmarks.stock;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.kafka.annotation.KafkaListener;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.relay.EventConsumer;
import uk.nsirs.relay.EventConsumers;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;

/** One record, one transaction, one start: the same inbox and the same case file, by the engine's ordinary API. */
final class StockListener {

    private final EventConsumer consumer;
    private final CaseFiles cases;
    private final RuntimeService runtime;

    StockListener(EventConsumers consumers, CaseFiles cases, RuntimeService runtime) {
        this.consumer =
                consumers.builder("stock-referrals").each(this::submitted).build();
        this.cases = cases;
        this.runtime = runtime;
    }

    @KafkaListener(
            id = "stock-referrals",
            topics = StockTriage.TOPIC,
            groupId = "stock-referrals",
            containerFactory = "stockContainers")
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(List.of(record));
    }

    private void submitted(ReceivedEvent event) {
        cases.open(List.of(CaseFile.opened((ReferralSubmitted) event.event()))).forEach(this::start);
    }

    private void start(CaseFile caseFile) {
        var reference = caseFile.reference().value();
        runtime.startProcessInstanceByMessage(
                "Message_ReferralReceived",
                reference,
                Map.of(
                        "reference",
                        reference,
                        "intent",
                        caseFile.intent().name(),
                        "priority",
                        caseFile.priority().name(),
                        "possibleDuplicate",
                        caseFile.possibleDuplicate(),
                        "caseFileUrl",
                        "http://localhost:8081/cases/" + reference));
    }
}
