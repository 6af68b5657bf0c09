package uk.nsirs.bpmn.processes;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * The beans that the models call, as the tests see them: each notes that it was called, and the criteria answer what
 * the test has said beforehand.
 */
final class ServiceBeans {

    private final List<String> calls = new ArrayList<>();
    private final Deque<Evaluation> evaluations = new ArrayDeque<>();
    private final Map<String, Object> facts = new HashMap<>();
    private int orders;

    /** What the next evaluation of the criteria says. */
    record Evaluation(String recommendation, boolean informationNeeded) {}

    static ServiceBeans registered() {
        var beans = new ServiceBeans();
        Mocks.register("milestones", beans.new Milestones());
        Mocks.register("transcription", beans.new Transcription());
        Mocks.register("casefile", beans.new CaseFile());
        Mocks.register("criteria", beans.new Criteria());
        Mocks.register("clinicalFacts", beans.new ClinicalFacts());
        Mocks.register("decisionResults", new DecisionResults());
        Mocks.register("families", beans.new Families());
        Mocks.register("followUps", beans.new FollowUps());
        Mocks.register("orders", beans.new Orders());
        Mocks.register("timers", beans.new Timers());
        Mocks.register("completionRules", beans.new CompletionRules());
        Mocks.register("deadLetters", beans.new DeadLetters());
        Mocks.register("undeliverable", beans.new Undeliverable());
        return beans;
    }

    ServiceBeans evaluatingTo(String recommendation, boolean informationNeeded) {
        evaluations.add(new Evaluation(recommendation, informationNeeded));
        return this;
    }

    /** The next decisions find this fact; null takes it back, and the fact is unknown again. */
    ServiceBeans knowing(String fact, Object value) {
        facts.put(fact, value);
        return this;
    }

    /** What was called so far, in order, tasks' preparations and checks left out. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    private void note(String call) {
        calls.add(call);
    }

    /** What was called, and the variables it was called with; one that is not set says so. */
    private void note(String call, DelegateExecution execution, String... variables) {
        note(call
                + Stream.of(variables)
                        .map(variable -> " " + execution.getVariable(variable))
                        .collect(Collectors.joining()));
    }

    public final class Milestones {
        public void referralReceived(DelegateExecution execution) {
            note("referral received " + execution.getProcessBusinessKey());
        }

        public void informationRequested(DelegateExecution execution) {
            note("information requested " + execution.getProcessBusinessKey() + " chase "
                    + execution.getVariable("chase"));
        }

        public void referralAccepted(DelegateExecution execution) {
            note("referral accepted");
        }

        public void referralNotAccepted(DelegateExecution execution) {
            note("referral not accepted");
        }

        public void adviceGiven(DelegateExecution execution) {
            note("advice given " + execution.getProcessBusinessKey());
        }

        public void withdrawalConfirmed(DelegateExecution execution) {
            note("withdrawal confirmed" + (Boolean.TRUE.equals(execution.getVariable("patientDied")) ? ", died" : ""));
        }

        public void testRequested(DelegateExecution execution) {
            note("test requested", execution, "orderKind");
        }

        public void resultAvailable(DelegateExecution execution) {
            note("result available", execution, "orderKind");
        }

        public void planAgreed(DelegateExecution execution) {
            note("plan agreed");
        }

        public void fundingRequested(DelegateExecution execution) {
            note("funding requested", execution, "therapy", "funder", "urgentRequest");
        }

        public void fundingOutcomeReached(DelegateExecution execution) {
            note("funding outcome reached", execution, "therapy", "fundingDecision");
        }

        public void appointmentBooked(DelegateExecution execution) {
            note("appointment booked", execution, "appointmentType", "appointmentMode", "appointmentOn");
        }

        public void appointmentChanged(DelegateExecution execution) {
            note("appointment changed", execution, "appointmentType", "appointmentStatus", "appointmentOn");
        }

        public void appointmentMissed(DelegateExecution execution) {
            note("appointment missed", execution, "appointmentType");
        }

        public void treatmentStarted(DelegateExecution execution) {
            note("treatment started", execution, "therapy");
        }

        public void surveillanceDue(DelegateExecution execution) {
            note("surveillance due", execution, "surveillanceKind");
        }

        public void relapseAdviceGiven(DelegateExecution execution) {
            note("relapse advice given");
        }

        public void familyTestingOffered(DelegateExecution execution) {
            note("family testing offered");
        }

        public void pathwayDelayed(DelegateExecution execution) {
            note("pathway delayed", execution, "delayReason");
        }

        public void patientDischarged(DelegateExecution execution) {
            note("patient discharged", execution, "dischargeOutcome");
        }
    }

    public final class Transcription {
        public void close(DelegateExecution execution) {
            note("contact closed");
        }
    }

    public final class CaseFile {
        public void close(DelegateExecution execution) {
            note("case closed");
        }

        public void closeAsDuplicate(DelegateExecution execution) {
            note("case closed as duplicate");
        }

        public void restore(DelegateExecution execution) {
            note("case restored");
        }
    }

    public final class Criteria {
        public TypedValue facts(DelegateExecution execution) {
            return Variables.untypedValue(
                    Map.of("recommendation", evaluations.getFirst().recommendation()), true);
        }

        public void record(DelegateExecution execution) {
            var result = (DmnDecisionResult) execution.getVariable("decisionResult");
            var evaluation = evaluations.size() > 1 ? evaluations.removeFirst() : evaluations.getFirst();
            var number = execution.getVariable("evaluation") instanceof Integer earlier ? earlier + 1 : 1;
            note("criteria " + number + " " + result.getSingleEntry());
            execution.setVariable("recommendation", result.getSingleEntry());
            execution.setVariable("evaluation", number);
            execution.setVariable("informationNeeded", evaluation.informationNeeded());
            execution.setVariable("priority", "ROUTINE");
        }
    }

    public final class Families {
        public void invite(DelegateExecution execution) {
            note("relatives invited");
        }
    }

    public final class FollowUps {
        public void planAgreed(DelegateExecution execution) {
            note("follow-up adjusted");
        }

        public String runningTherapies(DelegateExecution execution) {
            return (String) facts.getOrDefault("runningTherapies", "");
        }
    }

    public final class ClinicalFacts {
        public TypedValue of(DelegateExecution execution) {
            var known = new HashMap<>(facts);
            for (var found : List.of("phenotype", "testFor", "geneticResult", "gene", "antibodyResult")) {
                if (execution.getVariable(found) != null) {
                    known.put(found, execution.getVariable(found));
                }
            }
            return Variables.untypedValue(known, true);
        }

        public Boolean child(DelegateExecution execution) {
            return (Boolean) facts.get("child");
        }

        public boolean reanalysisDue(DelegateExecution execution) {
            return Boolean.TRUE.equals(facts.get("reanalysisDue"));
        }
    }

    public static final class DecisionResults {
        public void keep(DelegateExecution execution) {
            var result = (DmnDecisionResult) execution.getVariable("decisionResult");
            result.getSingleResult().getEntryMap().forEach((name, value) -> {
                if (value instanceof Map<?, ?> context) {
                    context.forEach((output, answer) -> execution.setVariable((String) output, answer));
                } else {
                    execution.setVariable(name, value);
                }
            });
        }
    }

    public final class Orders {
        public void place(DelegateExecution execution, String kind) {
            orders++;
            execution.setVariable("orderId", execution.getProcessBusinessKey() + "-" + orders);
            execution.setVariable("orderKind", kind);
            note("order placed " + kind);
        }

        public void close(DelegateExecution execution) {
            note("order closed", execution, "orderKind");
        }

        public void cancelAll(DelegateExecution execution) {
            note("all orders cancelled");
        }
    }

    public final class Timers {
        public String due(DelegateExecution execution, String name) {
            return inDays(42);
        }

        public String after(DelegateExecution execution, String date, String name) {
            return inDays(42);
        }

        /** A length of time is over where its name is a fact that holds. */
        public boolean passed(DelegateExecution execution, String date, String name) {
            return Boolean.TRUE.equals(facts.get(name));
        }

        public String inMonths(DelegateExecution execution, String months, String name) {
            return inDays(42);
        }

        public String inDays(DelegateExecution execution, String days, String name) {
            return inDays(42);
        }

        public String nextMeeting(DelegateExecution execution) {
            return inDays(7);
        }

        public String informationChase(DelegateExecution execution) {
            return inDays(14);
        }

        public String informationClose(DelegateExecution execution) {
            return inDays(60);
        }

        public String triageReminder(DelegateExecution execution) {
            return inDays(5);
        }

        private static String inDays(int days) {
            return LocalDate.of(2030, 1, 1).plusDays(days).atTime(9, 0) + ":00";
        }
    }

    public final class CompletionRules {
        public void prepare(DelegateTask task) {}

        public void check(DelegateTask task) {
            note("checked " + task.getTaskDefinitionKey());
        }

        public void remind(DelegateExecution execution) {
            note("clinicians reminded");
        }
    }

    public final class DeadLetters {
        public void replay(DelegateExecution execution) {
            note("message replayed");
        }

        public void discard(DelegateExecution execution) {
            note("message discarded");
        }
    }

    public final class Undeliverable {
        public void resend(DelegateExecution execution) {
            note("e-mail sent again");
        }

        public void giveUp(DelegateExecution execution) {
            note("e-mail given up");
        }
    }
}
