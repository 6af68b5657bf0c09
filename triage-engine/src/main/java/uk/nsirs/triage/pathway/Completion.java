package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;

/**
 * A task that somebody completes.
 *
 * @param given what was answered, by field; codes and dates as text, numbers, yes or no; without what was left empty
 */
record Completion(DelegateTask task, Map<String, Object> given, StaffMember person) {

    /** The referral the task is about. */
    ReferralReference reference() {
        return new ReferralReference((String) task.getVariable(ProcessVariables.REFERENCE));
    }

    /** Whether the field was answered with this code. */
    boolean is(String field, String code) {
        return code.equals(given.get(field));
    }

    /** Whether the field was answered with yes; no and not answered are both false. */
    boolean yes(String field) {
        return Boolean.TRUE.equals(given.get(field));
    }

    /** The code that was answered; empty where none was. */
    Optional<String> code(String field) {
        return Optional.ofNullable((String) given.get(field));
    }

    /** The number that was answered; empty where none was. */
    Optional<BigDecimal> number(String field) {
        return Optional.ofNullable(given.get(field)).map(number -> new BigDecimal(number.toString()));
    }

    /** The day that was answered; empty where none was. */
    Optional<LocalDate> date(String field) {
        return Optional.ofNullable((String) given.get(field)).map(LocalDate::parse);
    }

    /** Refuses with these words unless {@code holds}. */
    void need(boolean holds, String words) {
        if (!holds) {
            throw Refusals.refuse(words);
        }
    }

    /** Refuses unless the field was answered. */
    void needAnswer(String field) {
        need(given.containsKey(field), field + " is needed.");
    }
}
