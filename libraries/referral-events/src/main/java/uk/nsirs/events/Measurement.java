package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * A laboratory result.
 *
 * @param value the number the laboratory gave; never negative
 * @param unit the unit it was given in, spelt as {@link ReferralReader} accepts it
 * @param comparator null for an exact value; otherwise the true value lies below or above {@code value}
 * @param takenOn when the sample was taken, or null
 * @param laboratory which laboratory, or null
 * @param fasting whether the patient was fasting, or null where not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
        BigDecimal value,
        String unit,
        Comparator comparator,
        PartialDate takenOn,
        String laboratory,
        Boolean fasting) {}
