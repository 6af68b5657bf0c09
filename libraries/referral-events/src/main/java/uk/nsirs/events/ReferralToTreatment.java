package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * The referral to treatment clock the referrer hands over (V-13): for a tertiary referral it started with the original
 * referral, not with ours (H12).
 *
 * @param clockStartOn the original clock start, or null where not given
 * @param pathwayIdentifier the patient pathway identifier, at most 20 characters, or null
 * @param issuer ODS code of the organisation that issued it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReferralToTreatment(LocalDate clockStartOn, String pathwayIdentifier, OdsCode issuer) {}
