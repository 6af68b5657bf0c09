package uk.nsirs.events;

/**
 * Something that happened to one referral, in the past tense, as it travels on Kafka.
 *
 * <p>The simple name of a record that implements this interface is the CloudEvents {@code type} after the prefix
 * {@link EventCodec#TYPE_PREFIX}; its fields are the JSON of the value. A field is never renamed or removed; a new one
 * is optional; unknown ones are ignored.
 */
public sealed interface DomainEvent
        permits ReferralEvent,
                ResultEvent,
                SubjectMismatchReported,
                Milestone,
                ReferralContactClosed,
                LetterEvent,
                NotificationEvent,
                CommandEvent {

    /** The referral it happened to: the Kafka key and the CloudEvents {@code subject}. Never null. */
    ReferralReference reference();
}
