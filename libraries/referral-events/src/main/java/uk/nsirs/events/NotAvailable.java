package uk.nsirs.events;

/**
 * One thing the referrer cannot supply, so that nobody goes on asking for it.
 *
 * @param field the name of a field of {@link Clinical}
 * @param reason why not
 */
public record NotAvailable(String field, Reason reason) {

    /** Why a value cannot be had. */
    public enum Reason {
        NOT_DONE,
        NOT_POSSIBLE,
        NOT_KNOWN
    }
}
