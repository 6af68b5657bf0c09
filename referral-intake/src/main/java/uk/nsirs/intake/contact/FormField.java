package uk.nsirs.intake.contact;

import java.util.List;

/**
 * One thing that is typed or chosen.
 *
 * @param pointer JSON Pointer of its place in the referral, which is also its name in the page
 * @param label what the reader is asked for, in plain words and with its unit
 * @param hint help below the label; empty where none is needed
 * @param kind how it is typed
 * @param choices for kinds that choose; otherwise empty
 */
record FormField(String pointer, String label, String hint, Kind kind, List<Choice> choices) implements FormItem {

    /** How a field is typed. */
    enum Kind {
        /** Text on one line. */
        LINE,
        /** Text of several lines. */
        TEXT,
        NUMBER,
        /** Day, month and year. */
        DATE,
        /** Day and month may be missing. */
        PARTIAL_DATE,
        /** Yes, no and not known. */
        YES_NO,
        /** One of a few, all of them visible. */
        RADIOS,
        /** One of several, in a list that opens. */
        SELECT,
        /** Any number of them. */
        CHECKBOXES
    }

    /**
     * One answer.
     *
     * @param value as it stands in the referral; empty where nothing is said
     * @param words as people read it
     */
    record Choice(String value, String words) {}

    static final List<Choice> YES_NO_NOT_KNOWN =
            List.of(new Choice("true", "Yes"), new Choice("false", "No"), new Choice("", "Not known"));

    FormField {
        choices = List.copyOf(choices);
    }

    @Override
    public List<FormField> fields() {
        return List.of(this);
    }

    /** Id of its first control, to which the summary of faults leads. */
    public String id() {
        return pointer.substring(1).replace('/', '-').replace("*", "all");
    }

    /** Id of another of its controls. */
    public String id(Object part) {
        return id() + "-" + part;
    }

    public boolean hasHint() {
        return !hint.isEmpty();
    }

    /** Whether several controls make one answer, which a fieldset holds together. */
    public boolean hasSeveralControls() {
        return isDate() || kind == Kind.YES_NO || kind == Kind.RADIOS || kind == Kind.CHECKBOXES;
    }

    public boolean isDate() {
        return kind == Kind.DATE || kind == Kind.PARTIAL_DATE;
    }
}
