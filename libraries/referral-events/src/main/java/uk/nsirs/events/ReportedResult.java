package uk.nsirs.events;

import java.time.LocalDate;

/**
 * A report as it was sent: what may travel, and what stays where it is received.
 *
 * @param subject whom the sender means
 * @param laboratory which laboratory, or null
 * @param event what was reported; names nobody
 */
public record ReportedResult(Subject subject, String laboratory, ResultEvent event) {

    /** Says nothing of the subject. */
    @Override
    public String toString() {
        return "ReportedResult[" + event.reference() + "]";
    }

    /**
     * Whom a sender means, so that a mistyped reference is noticed (H17, H18). At least one of the two is there.
     *
     * @param nhsNumber null where the sender does not say
     * @param dateOfBirth null where the sender does not say
     */
    public record Subject(NhsNumber nhsNumber, LocalDate dateOfBirth) {

        /**
         * Whether this is that patient: something that both know is equal, and nothing that both know differs. What is
         * not known confirms nothing.
         *
         * @param number the patient's, or null where it is not known
         * @param born the patient's, or null where it is not known
         */
        public boolean is(NhsNumber number, LocalDate born) {
            boolean numbersKnown = nhsNumber != null && number != null;
            boolean birthsKnown = dateOfBirth != null && born != null;
            return (numbersKnown || birthsKnown)
                    && (!numbersKnown || nhsNumber.equals(number))
                    && (!birthsKnown || dateOfBirth.equals(born));
        }

        /** Whether {@code id} is made of the number. */
        boolean isNamedIn(String id) {
            return nhsNumber != null && nhsNumber.isIn(id);
        }

        /** Hides both: they must not reach a log. */
        @Override
        public String toString() {
            return "Subject[hidden]";
        }
    }
}
