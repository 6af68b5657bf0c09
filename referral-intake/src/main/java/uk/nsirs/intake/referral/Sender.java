package uk.nsirs.intake.referral;

import uk.nsirs.events.OdsCode;

/**
 * Who sends something: an account of a trust.
 *
 * @param account the signed-in account
 * @param organisation the trust it belongs to
 */
public record Sender(String account, OdsCode organisation) {}
