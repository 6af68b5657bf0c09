package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;

/**
 * A task that somebody completes.
 *
 * @param given what was answered, by field; codes and dates as text, numbers, yes or no; without what was left empty
 * @param now local time of London
 */
record Completion(DelegateTask task, Map<String, Object> given, StaffMember person, ZonedDateTime now) {

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

    /** The moment that was answered, local time of London; empty where none was. */
    Optional<ZonedDateTime> moment(String field) {
        return Optional.ofNullable((String) given.get(field)).map(Moments::read);
    }

    /** Whether the field was answered with a day that is not in the future. */
    boolean past(String field) {
        return date(field).filter(day -> !day.isAfter(now.toLocalDate())).isPresent();
    }

    /** Whether any of the fields was answered. */
    boolean any(String... fields) {
        return Arrays.stream(fields).anyMatch(given::containsKey);
    }

    /** What a process variable says; empty where it is not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable((String) task.getVariable(name)).filter(text -> !text.isEmpty());
    }

    /** Refuses with these words unless {@code holds}. */
    void need(boolean holds, String words) {
        if (!holds) {
            throw Refusals.refuse(words);
        }
    }
}
