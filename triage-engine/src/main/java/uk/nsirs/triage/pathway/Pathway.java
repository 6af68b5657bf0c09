package uk.nsirs.triage.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import uk.nsirs.events.ReferralEvent.ReferralContactReceived;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Therapy;
import uk.nsirs.relay.TransientFault;
import uk.nsirs.triage.casefile.CaseFile;

/** Starts processes and gives them their messages: the way from the rest of the service into the engine. */
@Service
public class Pathway {

    static final String UNPROCESSABLE_MESSAGE = "UnprocessableMessage";
    static final String UNDELIVERABLE_EMAIL = "UndeliverableEmail";

    /** The variable that says how the therapies of a stopped referral were paid for. */
    public static final String SECURED_FUNDING = "securedFunding";

    private static final Set<String> FUNDED = Set.of("APPROVED", "SELF_FUNDED");

    private static final String START = "Message_ReferralReceived";
    private static final String CONTACT = "Message_ReferralContactReceived";
    private static final String TRANSCRIBED = "Message_ReferralTranscribed";

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;
    private final String triageUrl;
    private final String intakeUrl;
    private volatile String definition;

    Pathway(
            RuntimeService runtime,
            RepositoryService repository,
            ProcessEngineConfigurationImpl engine,
            @Value("${nsirs.triage.url}") String triageUrl,
            @Value("${nsirs.intake.url}") String intakeUrl) {
        this.runtime = runtime;
        this.repository = repository;
        this.engine = engine;
        this.triageUrl = triageUrl;
        this.intakeUrl = intakeUrl;
    }

    /** Faults of the engine that pass by themselves. */
    public static TransientFault transientFault() {
        return TransientFault.standard().or(OptimisticLockingException.class::isInstance);
    }

    /** Starts the pathway of each case in one engine command, so that the engine writes once for all. */
    public void start(List<CaseFile> cases) {
        if (cases.isEmpty()) {
            return;
        }
        var id = definition();
        engine.getCommandExecutorTxRequired().execute(context -> {
            cases.forEach(each -> start(id, each));
            return null;
        });
    }

    private void start(String id, CaseFile caseFile) {
        // A known definition id needs no look-up of the start event's subscription.
        runtime.createMessageCorrelation(START)
                .processDefinitionId(id)
                .processInstanceBusinessKey(caseFile.reference().value())
                .setVariables(Map.of(
                        ProcessVariables.REFERENCE, caseFile.reference().value(),
                        ProcessVariables.INTENT, caseFile.intent().name(),
                        ProcessVariables.PRIORITY, caseFile.priority().name(),
                        ProcessVariables.POSSIBLE_DUPLICATE, caseFile.possibleDuplicate(),
                        ProcessVariables.CASE_FILE_URL,
                                triageUrl + "/cases/" + caseFile.reference().value()))
                .correlateStartMessage();
    }

    /** Makes a task of a call, an e-mail or a letter whose referral is still to be written down (REF-10). */
    public void startTranscription(ReferralContactReceived contact) {
        runtime.createMessageCorrelation(CONTACT)
                .processInstanceBusinessKey(contact.reference().value())
                .setVariables(Map.of(
                        ProcessVariables.REFERENCE,
                        contact.reference().value(),
                        "contactChannel",
                        contact.channel().name(),
                        "contactOrganisation",
                        contact.organisation().value(),
                        "contactRecordedBy",
                        contact.recordedBy(),
                        "transcriptionUrl",
                        intakeUrl + "/contacts/" + contact.reference().value()))
                .correlateStartMessage();
    }

    /** Ends the task of writing the referral down; does nothing where somebody closed it already. */
    public void transcribed(ReferralReference reference) {
        deliver(TRANSCRIBED, reference, Optional.empty(), Map.of());
    }

    /**
     * Gives a message to the one place of the referral's processes that waits for it. The caller holds the row lock of
     * the case file, so no other message meets it there.
     *
     * @param orderId only to the place that waits for this order; empty where the message is about none
     * @return false where nothing waits for it now
     */
    public boolean deliver(
            String message, ReferralReference reference, Optional<String> orderId, Map<String, Object> codes) {
        var waiting = runtime
                .createExecutionQuery()
                .processInstanceBusinessKey(reference.value())
                .messageEventSubscriptionName(message)
                .list()
                .stream()
                .filter(each -> orderId.isEmpty()
                        || orderId.get().equals(runtime.getVariable(each.getId(), ProcessVariables.ORDER_ID)))
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        if (waiting.size() > 1) {
            throw new IllegalStateException("Several places wait for " + message);
        }
        runtime.messageEventReceived(message, waiting.get(0).getId(), codes);
        return true;
    }

    /** A clinician wants the plan reviewed; false where nothing of the referral waits for that now. */
    public boolean reviewPlan(ReferralReference reference) {
        return deliver(
                "Message_PlanReviewRequested",
                reference,
                Optional.empty(),
                Map.of("planReviewReason", "CLINICIAN_REQUEST"));
    }

    /**
     * Whether the referral waits for a meeting of the multidisciplinary team, for the first time or again. While the plan's
     * therapies run it does not: their process goes on, and another review can be asked for.
     */
    public boolean isBeforeTheTeam(ReferralReference reference) {
        return Stream.of("Event_MeetingDue", "Task_RecordMdtOutcome")
                .anyMatch(place -> runtime.createExecutionQuery()
                                .processInstanceBusinessKey(reference.value())
                                .activityId(place)
                                .count()
                        > 0);
    }

    /** The therapies of the referral that run now, in the order of {@link Therapy}. */
    public List<Therapy> runningTherapies(ReferralReference reference) {
        return Stream.of(Therapy.values())
                .filter(therapy -> runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(reference.value())
                                .processDefinitionKey(Therapies.process(therapy))
                                .count()
                        > 0)
                .toList();
    }

    /**
     * How the therapies that run now are paid for, such as {@code INSULIN_PUMP:APPROVED}, with commas between; without those
     * that asked no funder or wait for one. A therapy that was restored and has not come to its funding yet keeps what it
     * was restored with.
     */
    public String securedFunding(ReferralReference reference) {
        return runningTherapies(reference).stream()
                .flatMap(therapy -> runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(reference.value())
                        .processDefinitionKey(Therapies.process(therapy))
                        .list()
                        .stream()
                        .flatMap(each -> Stream.concat(
                                Stream.ofNullable((String) runtime.getVariable(each.getId(), "fundingOutcome"))
                                        .filter(FUNDED::contains)
                                        .map(outcome -> therapy + ":" + outcome),
                                Stream.ofNullable((String) runtime.getVariable(each.getId(), SECURED_FUNDING))
                                        .flatMap(earlier -> Stream.of(earlier.split(",")))
                                        .filter(secured -> secured.startsWith(therapy + ":"))))
                        .limit(1))
                .collect(Collectors.joining(","));
    }

    /** Whether the referral's pathway still runs. What goes on for its relatives is no part of it. */
    public boolean runs(ReferralReference reference) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey("ReferralPathway")
                        .processInstanceBusinessKey(reference.value())
                        .count()
                > 0;
    }

    /** Makes a task of something that could not be processed. Only places and causes, never data. */
    public void startUnprocessable(UUID id, String topic, int partition, long offset, String cause) {
        runtime.startProcessInstanceByKey(
                UNPROCESSABLE_MESSAGE,
                askedKey(id),
                Map.of(
                        "topic",
                        topic,
                        "partition",
                        partition,
                        "offset",
                        offset,
                        "cause",
                        cut(cause),
                        "id",
                        id.toString()));
    }

    /** Asks an administrator about a message that no process can take. Only the cause, never data. */
    public void ask(UUID id, ReferralReference reference, String topic, String cause) {
        ask(id, reference, topic, cause, true);
    }

    /** Asks an administrator to find out whom a report is about. Nothing of it is kept, so nothing can be sent again. */
    public void askSender(UUID id, ReferralReference reference, String topic, String cause) {
        ask(id, reference, topic, cause, false);
    }

    private void ask(UUID id, ReferralReference reference, String topic, String cause, boolean replayable) {
        runtime.startProcessInstanceByKey(
                UNPROCESSABLE_MESSAGE,
                askedKey(id),
                Map.of(
                        "topic",
                        topic,
                        "cause",
                        cut(cause),
                        "id",
                        id.toString(),
                        ProcessVariables.REPLAYABLE,
                        replayable,
                        ProcessVariables.REFERENCE,
                        reference.value(),
                        ProcessVariables.CASE_FILE_URL,
                        triageUrl + "/cases/" + reference.value()));
    }

    /** The business key of the process that asks about a message. */
    static String askedKey(UUID id) {
        return "message-" + id;
    }

    /** Makes a task of an e-mail that could not be delivered. */
    public void startUndeliverable(UUID id, ReferralReference reference, String milestone, String cause) {
        runtime.startProcessInstanceByKey(
                UNDELIVERABLE_EMAIL,
                reference.value() + "-email-" + id,
                Map.of(
                        "id",
                        id.toString(),
                        ProcessVariables.REFERENCE,
                        reference.value(),
                        ProcessVariables.CASE_FILE_URL,
                        triageUrl + "/cases/" + reference.value(),
                        "milestone",
                        milestone,
                        "cause",
                        cause == null ? "" : cut(cause)));
    }

    private static String cut(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500);
    }

    private String definition() {
        if (definition == null) {
            definition = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("ReferralPathway")
                    .latestVersion()
                    .singleResult()
                    .getId();
        }
        return definition;
    }
}
