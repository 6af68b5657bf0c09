package uk.nsirs.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a laboratory, a funder, a booking system or a trust reports: topic {@link Topics#RESULTS}. Carries no direct
 * identifier: whether the subject is this patient was checked before, and what was checked stays where it was.
 *
 * <p>A report is unique by sender, id and version; a higher version replaces the lower ones. Where {@link #status()} is
 * {@link ResultStatus#CANCELLED} there are no findings: what was found, decided or booked is null or empty.
 */
public sealed interface ResultEvent extends DomainEvent {

    /** When intake stored it. Never null. */
    Instant occurredAt();

    /** The sender's own name for the report: letters, digits and {@code . _ : -}, at most 64. Never null. */
    String resultId();

    /** 1 or more. */
    int version();

    /** What it is to the versions before it. Never null. */
    ResultStatus status();

    /** The order it answers, as {@code <reference>-<n>}; null where the sender does not say. */
    String orderId();

    /** The account that sent it. Never null. */
    String sender();

    /**
     * Blood results (D2).
     *
     * @param measurements what was measured, no analyte twice; never null
     */
    record LaboratoryReported(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            List<LaboratoryMeasurement> measurements)
            implements ResultEvent {
        public LaboratoryReported {
            measurements = measurements == null ? List.of() : List.copyOf(measurements);
        }
    }

    /**
     * An examination of the liver or the heart. A finding that is null was not reported.
     *
     * @param kind which; null only where the report is cancelled and does not say
     * @param takenOn the day of the examination, or null
     * @param liverFatPercent proton density fat fraction, 0 to 100
     * @param liverStiffnessKpa liver stiffness, kPa, 0 to 100
     * @param ejectionFractionPercent left ventricular ejection fraction, 0 to 100
     */
    record ImagingReported(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            ImagingKind kind,
            LocalDate takenOn,
            BigDecimal liverFatPercent,
            BigDecimal liverStiffnessKpa,
            BigDecimal ejectionFractionPercent)
            implements ResultEvent {}

    /**
     * What a genetics laboratory found (GEN).
     *
     * @param takenOn the day of the sample, or null
     * @param result its class; null only where the report is cancelled
     * @param gene approved symbol, such as {@code INSR}; null where nothing was found
     * @param hgvs the variant as HGVS writes it; null where nothing was found. Never a process variable
     * @param zygosity null where not reported
     * @param testCode the test directory's code, such as {@code R158.1}, or null
     */
    record GeneticTestReported(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            LocalDate takenOn,
            GeneticResult result,
            String gene,
            String hgvs,
            Zygosity zygosity,
            String testCode)
            implements ResultEvent {}

    /**
     * What the laboratory found of insulin RECEPTOR antibodies (ANT-05).
     *
     * @param takenOn the day of the sample, or null
     * @param result as the laboratory reads it; null only where the report is cancelled
     */
    record ReceptorAntibodyReported(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            LocalDate takenOn,
            AntibodyResult result)
            implements ResultEvent {}

    /**
     * What a funder decided (FUN).
     *
     * @param decision null only where the report is cancelled
     */
    record FundingDecided(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            FundingDecision decision)
            implements ResultEvent {}

    /**
     * What became of an appointment (APP).
     *
     * @param appointmentStatus null only where the report is cancelled
     * @param type what the appointment is for, or null where the sender does not say
     * @param mode how it is held, or null where the sender does not say
     * @param startsAt when it is or was to be, its offset is UTC; null where it was cancelled without a new date
     * @param cancelledBy who called it off; null unless {@link AppointmentStatus#CANCELLED}
     */
    record AppointmentUpdated(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            AppointmentStatus appointmentStatus,
            AppointmentType type,
            AppointmentMode mode,
            OffsetDateTime startsAt,
            CancelledBy cancelledBy)
            implements ResultEvent {
        public AppointmentUpdated {
            startsAt = startsAt == null ? null : startsAt.withOffsetSameInstant(ZoneOffset.UTC);
        }
    }

    /**
     * The trust says that the patient got worse (THE-18, A-14).
     *
     * @param severeHypoglycaemia whether there was hypoglycaemia that needed another person's help; null where not known
     * @param on since when, or null where not known
     */
    record DeteriorationReported(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required String resultId,
            @Required int version,
            @Required ResultStatus status,
            String orderId,
            @Required String sender,
            Boolean severeHypoglycaemia,
            LocalDate on)
            implements ResultEvent {}
}
