package uk.nsirs.triage.pathway;

/** Names of process variables, messages and elements the models and the code share. Variables hold codes only. */
final class ProcessVariables {

    static final String REFERENCE = "reference";
    static final String INTENT = "intent";
    static final String PRIORITY = "priority";
    static final String POSSIBLE_DUPLICATE = "possibleDuplicate";
    static final String RECOMMENDATION = "recommendation";
    static final String EVALUATION = "evaluation";
    static final String REDIRECT = "redirect";
    static final String MISSING = "missing";
    static final String INFORMATION_NEEDED = "informationNeeded";
    static final String DECISION = "decision";
    static final String DECISION_REASON = "decisionReason";
    static final String CLINICIAN_ASKED = "clinicianAsked";
    static final String DECIDED_PRIORITY = "decidedPriority";
    static final String DUPLICATE_ANSWER = "duplicateAnswer";
    static final String ADVICE_OUTCOME = "adviceOutcome";
    static final String ADVICE_WRITTEN = "adviceWritten";
    static final String MESSAGE_ANSWER = "messageAnswer";
    static final String REPLAYABLE = "replayable";
    static final String EMAIL_ANSWER = "emailAnswer";
    static final String CLOSURE_ANSWER = "closureAnswer";
    static final String ACCEPTED = "accepted";
    static final String PATIENT_DIED = "patientDied";
    static final String WITHDRAWAL_REASON = "withdrawalReason";
    static final String RECOMMENDATION_TEXT = "recommendationText";
    static final String CRITERION_C1_TEXT = "criterionC1Text";
    static final String CRITERION_C2_TEXT = "criterionC2Text";
    static final String CRITERION_C3_TEXT = "criterionC3Text";
    static final String OTHER_CAUSES = "otherCauses";
    static final String OUTSIDE_ENGLAND = "outsideEngland";
    static final String MISSING_TEXT = "missingText";
    static final String ORDER_ID = "orderId";
    static final String ORDER_KIND = "orderKind";
    static final String CASE_FILE_URL = "caseFileUrl";

    private ProcessVariables() {}
}
