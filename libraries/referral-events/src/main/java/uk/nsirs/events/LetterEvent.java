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

    /** Identifies the letter. */
    UUID letterId();

    /** When it was issued. */
    Instant issuedAt();

    /** What it is about. */
    Kind kind();

    /** Its heading. */
    String title();

    /** Plain text, paragraphs separated by blank lines. */
    String body();

    /** The name of the person who wrote it, or null. */
    String authorName();

    /** That person's role, or null. */
    String authorRole();

    /** A letter was issued. */
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
