package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One line of a laboratory's report.
 *
 * @param analyte what was measured
 * @param value the number the laboratory gave; never negative
 * @param unit the unit it was given in, as the laboratory spelt it, one of those accepted for the analyte
 * @param comparator null for an exact value; otherwise the true value lies below or above {@code value}
 * @param takenOn the day of the sample, or null where not known
 * @param fasting whether the patient was fasting, or null where not known
 * @param onInsulinWhenTaken of insulin only: whether the patient was taking insulin (H2); null where not known
 * @param pmolPerL of insulin only: the value in pmol/L, by the factor of 6.00 from mU/L (V-07)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaboratoryMeasurement(
        @Required Analyte analyte,
        @Required BigDecimal value,
        @Required String unit,
        Comparator comparator,
        LocalDate takenOn,
        Boolean fasting,
        Boolean onInsulinWhenTaken,
        BigDecimal pmolPerL) {}
