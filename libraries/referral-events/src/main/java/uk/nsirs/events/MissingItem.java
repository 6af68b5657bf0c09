package uk.nsirs.events;

/**
 * One item that could still change a recommendation.
 *
 * @param field the name of the field: one of {@link Clinical}, or {@code dateOfBirth}
 * @param why one sentence for the referrer
 */
public record MissingItem(String field, String why) {}
