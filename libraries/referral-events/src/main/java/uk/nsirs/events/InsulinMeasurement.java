package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * A plasma insulin result (REF-06, REF-07).
 *
 * @param value the number the laboratory gave; never negative
 * @param unit the unit it was given in: {@code pmol/L} or {@code mU/L}, or another spelling of these as sent
 * @param comparator null for an exact value; otherwise the true value lies below or above {@code value}
 * @param takenOn when the sample was taken, or null
 * @param laboratory which laboratory, or null
 * @param onInsulinWhenTaken whether the patient was on injected insulin when the sample was taken, or null where not
 *     known
 * @param minutes minutes after the glucose drink; null for a fasting sample
 * @param pmolPerL the value in pmol/L, in which it is judged
 * @param factor what {@code value} was multiplied by: 1, or 6.00 for mU/L (V-07)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InsulinMeasurement(
        BigDecimal value,
        String unit,
        Comparator comparator,
        PartialDate takenOn,
        String laboratory,
        Boolean onInsulinWhenTaken,
        Integer minutes,
        BigDecimal pmolPerL,
        BigDecimal factor) {}
