package uk.nsirs.intake.referral;

/** Where a referral stands, as its trust reads it. The names are public. */
public enum ReferralStatus {
    RECEIVED(Turn.SERVICE),
    AWAITING_INFORMATION(Turn.REFERRER),
    AWAITING_DECISION(Turn.SERVICE),
    ACCEPTED(Turn.SERVICE),
    NOT_ACCEPTED(Turn.NOBODY),
    ADVICE_GIVEN(Turn.NOBODY),
    IN_PATHWAY(Turn.SERVICE),
    WITHDRAWN(Turn.NOBODY),
    DISCHARGED(Turn.NOBODY);

    private final Turn turn;

    ReferralStatus(Turn turn) {
        this.turn = turn;
    }

    /** Who has to do something next. */
    public Turn whoseTurn() {
        return turn;
    }

    /** Whether something is still to happen. A referral that is closed takes nothing more from its referrer. */
    public boolean isOpen() {
        return turn != Turn.NOBODY;
    }

    /** Whether nobody has decided yet. */
    public boolean isUndecided() {
        return this == RECEIVED || this == AWAITING_INFORMATION || this == AWAITING_DECISION;
    }
}
