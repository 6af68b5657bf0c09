package uk.nsirs.events;

/** Why no referral comes of a telephone call, an e-mail or a letter (REF-10). */
public enum ContactClosure {
    /** The trust sends it itself. */
    SENT_BY_TRUST,
    /** The patient is referred already. */
    ALREADY_REFERRED,
    /** It was not about a referral. */
    NOT_A_REFERRAL,
    /** Who got in touch cannot be reached for what is missing. */
    CALLER_CANNOT_BE_REACHED
}
