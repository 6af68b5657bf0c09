package uk.nsirs.intake.contact;

import java.util.Optional;
import uk.nsirs.events.Fault;

/**
 * One fault as it stands on a page.
 *
 * @param id of the control to go to; empty where the fault is of the page as a whole
 * @param pointer of the field; empty where it is of the page as a whole
 * @param label what the field is called, and of what it is a part
 * @param detail one sentence for the person who typed; never repeats what was typed
 */
record PageFault(String id, String pointer, String label, String detail) {

    static final String NO_DATE =
            "Must be a day of the calendar: day, month and year in figures, such as 20, 5 and 2026.";

    static PageFault of(FormField field, String detail) {
        return new PageFault(field.id(), field.pointer(), ReferralForm.name(field), detail);
    }

    /** A fault of the referral, in words for somebody who fills in a page and writes no JSON. */
    static PageFault of(Optional<FormField> field, Fault fault) {
        return field.map(known -> of(known, words(known, fault)))
                .orElseGet(() -> new PageFault("", "", "Referral", fault.detail()));
    }

    private static String words(FormField field, Fault fault) {
        return switch (fault.code()) {
            case "REQUIRED" -> field.choices().isEmpty() ? "Must not be empty." : "Choose one of the answers.";
            case "UNKNOWN_VALUE" -> "Choose one of the answers.";
            case "WRONG_TYPE" ->
                field.kind() == FormField.Kind.NUMBER
                        ? "Must be a number in figures, such as 1840 or 7.5: with a point, without commas, spaces and"
                                + " units."
                        : "Choose one of the answers.";
            case "INVALID_DATE" ->
                NO_DATE
                        + (field.kind() == FormField.Kind.PARTIAL_DATE
                                ? " Leave the day empty, or day and month, where nobody knows."
                                : "");
            default -> fault.detail();
        };
    }
}
