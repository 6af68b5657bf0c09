package uk.nsirs.intake.contact;

import java.util.List;

/** A field, or several that belong together. */
sealed interface FormItem permits FormField, FormItem.Group {

    List<FormField> fields();

    /** What is asked for, in plain words. */
    String label();

    /** JSON Pointer of what it says. */
    String pointer();

    default boolean isGroup() {
        return this instanceof Group;
    }

    /**
     * Fields that say one thing together, folded up as long as nothing is typed.
     *
     * @param pointer JSON Pointer of what they say
     * @param label what that is
     * @param hint help; empty where none is needed
     */
    record Group(String pointer, String label, String hint, List<FormField> fields) implements FormItem {

        public Group {
            fields = List.copyOf(fields);
        }
    }
}
