package uk.nsirs.events;

import java.time.Instant;
import java.util.UUID;

/** What a clinician wrote to the referrer: topic {@link Topics#LETTERS}. May name the patient. */
public sealed interface LetterEvent extends DomainEvent {

    /** What a letter is about. */
    enum Kind {
        ADVICE,
        DECISION,
        INFORMATION_REQUEST,
        PLAN,
        RESULT,
        DISCHARGE
    }

    /**
     * A letter was issued.
     *
     * @param letterId identifies the letter
     * @param issuedAt when
     * @param kind what it is about
     * @param title its heading
     * @param body plain text, paragraphs separated by blank lines
     * @param authorName the name of the person who wrote it
     * @param authorRole that person's role
     */
    record LetterIssued(
            @Required ReferralReference reference,
            @Required UUID letterId,
            @Required Instant issuedAt,
            @Required Kind kind,
            @Required String title,
            @Required String body,
            String authorName,
            String authorRole)
            implements LetterEvent {
        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "LetterIssued[" + reference + "]";
        }
    }

    /**
     * A letter replaced an earlier one, which stays readable and is marked as replaced.
     *
     * @param replacedLetterId the earlier letter
     */
    record LetterReplaced(
            @Required ReferralReference reference,
            @Required UUID letterId,
            @Required UUID replacedLetterId,
            @Required Instant issuedAt,
            @Required Kind kind,
            @Required String title,
            @Required String body,
            String authorName,
            String authorRole)
            implements LetterEvent {
        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "LetterReplaced[" + reference + "]";
        }
    }
}
