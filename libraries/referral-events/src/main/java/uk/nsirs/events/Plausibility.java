package uk.nsirs.events;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What several fields say together: faults where that is impossible, flags where it is unusual. Every value may be
 * null, also those the contract requires: all faults are reported at once.
 */
final class Plausibility {

    /** Below this age the BMI Z score counts, from it on the BMI (REF-08, A-02). */
    private static final int ADULT = 18;

    private static final int OLDEST_USUAL = 110;
    private static final BigDecimal BMI_TOLERANCE = new BigDecimal("0.05");
    private static final BigDecimal LOW_HBA1C = new BigDecimal("20");
    private static final BigDecimal HIGH_HBA1C = new BigDecimal("160");
    private static final BigDecimal HIGH_DOSE = new BigDecimal("5000");
    private static final Set<String> OUR_Z_REFERENCES = Set.of("UK_WHO", "UK-WHO", "BRITISH_1990", "UK90");

    /** The causes our forms offer (EXC-05); others are possible. */
    private static final Set<String> KNOWN_CAUSES = Set.of(
            "PREGNANCY",
            "STEROIDS",
            "ACROMEGALY",
            "CUSHING",
            "HIV_LIPODYSTROPHY",
            "LIVER_DISEASE",
            "KIDNEY_DISEASE",
            "MEDICINES",
            "INFECTION",
            "INSULIN_ANTIBODIES",
            "NON_ADHERENCE",
            "OBESITY");

    private final LocalDate today;
    private final Place document;

    Plausibility(LocalDate today, Place document) {
        this.today = today;
        this.document = document;
    }

    void of(Referral referral) {
        if (referral.patient() != null) {
            flagIdentity(referral.patient());
            refuseNameInReference(referral);
        }
        if (referral.rtt() != null) {
            flagClock(referral.rtt(), referral.patient());
        }
        if (referral.clinical() != null) {
            of(
                    referral.clinical(),
                    referral.patient() == null ? null : referral.patient().dateOfBirth());
        }
    }

    void of(CriteriaCheck check) {
        if (check.clinical() != null) {
            of(check.clinical(), check.dateOfBirth());
        }
    }

    void of(Information information) {
        var clinical = information.clinical();
        if (clinical == null) {
            return;
        }
        // What was supplied and is faulty is reported as such, and is not nothing.
        if (document.findings().noFault()
                && clinical.equals(Clinical.UNKNOWN)
                && information.notAvailable().isEmpty()
                && information.note() == null) {
            document.fault(
                    "NOTHING_SUPPLIED",
                    "Nothing is supplied: at least one of clinical, notAvailable and note must say something.");
        }
        refuseContradictions(information);
        of(clinical, null);
    }

    private void refuseContradictions(Information information) {
        var supplied = EventCodec.mapper().valueToTree(information.clinical());
        for (int i = 0; i < information.notAvailable().size(); i++) {
            var field = information.notAvailable().get(i).field();
            if (field != null && supplied.has(field)) {
                document.at("notAvailable")
                        .at(i)
                        .at("field")
                        .fault("CONTRADICTION", "This field is supplied and said to be not available.");
            }
        }
    }

    private void flagIdentity(Patient patient) {
        var place = document.at("patient");
        if (patient.nhsNumber() == null) {
            place.at("nhsNumber").flag("NHS_NUMBER_MISSING", "Without an NHS number the patient has to be traced.");
        }
        if (patient.dateOfBirth() == null) {
            place.at("dateOfBirth")
                    .flag("DATE_OF_BIRTH_MISSING", "Without it the adult or child rule cannot be chosen.");
        } else if (age(patient.dateOfBirth()) >= OLDEST_USUAL) {
            place.at("dateOfBirth").flag("UNUSUAL_AGE", "The patient would be %d or older.".formatted(OLDEST_USUAL));
        }
    }

    /** E-mails and other services see the referrer's own reference: it must not say who the patient is. */
    private void refuseNameInReference(Referral referral) {
        var referrer = referral.referrer();
        if (referrer != null
                && referrer.localReference() != null
                && Identifiers.name(referral.patient(), referrer.localReference())) {
            document.at("referrer")
                    .at("localReference")
                    .fault(
                            "IDENTIFIES_PATIENT",
                            "Must be the referrer's own reference, which e-mails may show; it holds the patient's"
                                    + " name or date of birth.");
        }
    }

    private void flagClock(ReferralToTreatment rtt, Patient patient) {
        var place = document.at("rtt").at("clockStartOn");
        if (rtt.clockStartOn() == null) {
            place.flag(
                    "CLOCK_START_MISSING",
                    "Without the original clock start the waiting time would begin too late (H12).");
        } else if (rtt.clockStartOn().isBefore(today.minusYears(1))) {
            place.flag("UNUSUAL_CLOCK_START", "The clock started more than a year ago.");
        } else if (patient != null
                && patient.dateOfBirth() != null
                && rtt.clockStartOn().isBefore(patient.dateOfBirth())) {
            place.flag("UNUSUAL_CLOCK_START", "The clock started before the patient was born.");
        }
    }

    /** Everything the clinical facts say together; {@code dateOfBirth} is null where not known. */
    private void of(Clinical clinical, LocalDate dateOfBirth) {
        var place = document.at("clinical");
        refuseBeforeBirth(clinical, dateOfBirth, place);
        flagContradictions(clinical, place);
        flagSize(clinical, dateOfBirth, place);
        flagInsulin(clinical, place);
        flagResults(clinical, place);
        flagCauses(clinical, place);
    }

    private static void refuseBeforeBirth(Clinical clinical, LocalDate dateOfBirth, Place place) {
        if (dateOfBirth == null) {
            return;
        }
        var diagnosis = clinical.lipodystrophyDiagnosis();
        refuseBefore(dateOfBirth, clinical.diabetesDiagnosedOn(), place.at("diabetesDiagnosedOn"));
        refuseBefore(
                dateOfBirth,
                diagnosis == null ? null : diagnosis.on(),
                place.at("lipodystrophyDiagnosis").at("on"));
        insulinSamples(clinical, place)
                .forEach(sample -> refuseBefore(dateOfBirth, sample.value.takenOn(), sample.place.at("takenOn")));
        results(clinical, place)
                .forEach(result -> refuseBefore(dateOfBirth, result.value.takenOn(), result.place.at("takenOn")));
    }

    private static void refuseBefore(LocalDate dateOfBirth, PartialDate date, Place place) {
        if (date != null && date.latest().isBefore(dateOfBirth)) {
            place.fault("DATE_BEFORE_BIRTH", "Must not be before the patient's date of birth.");
        }
    }

    private static void flagContradictions(Clinical clinical, Place place) {
        if (Boolean.TRUE.equals(clinical.unexplainedSevereInsulinResistance())
                && Boolean.TRUE.equals(clinical.obesityIsPrimaryCause())) {
            place.at("unexplainedSevereInsulinResistance")
                    .flag("CONTRADICTION", "Said to be unexplained and said to be caused by obesity.");
        }
        if (Boolean.FALSE.equals(clinical.onExogenousInsulin())
                && clinical.insulinUnitsPerDay() != null
                && clinical.insulinUnitsPerDay().signum() > 0) {
            place.at("insulinUnitsPerDay").flag("CONTRADICTION", "A dose of insulin, but said not to be on insulin.");
        }
    }

    private void flagSize(Clinical clinical, LocalDate dateOfBirth, Place place) {
        if (clinical.bmi() != null && clinical.heightCm() != null && clinical.weightKg() != null) {
            var metres = clinical.heightCm().movePointLeft(2);
            var expected = clinical.weightKg().divide(metres.multiply(metres), MathContext.DECIMAL64);
            if (clinical.bmi().subtract(expected).abs().compareTo(expected.multiply(BMI_TOLERANCE)) > 0) {
                place.at("bmi").flag("BMI_DISAGREES", "The BMI does not follow from height and weight.");
            }
        }
        if (clinical.bmiZScore() != null && clinical.bmiZReference() == null) {
            place.at("bmiZReference")
                    .flag("Z_REFERENCE_MISSING", "A Z score without its growth reference; UK-WHO is expected (A-04).");
        }
        if (clinical.bmiZScore() != null
                && clinical.bmiZReference() != null
                && !OUR_Z_REFERENCES.contains(clinical.bmiZReference())) {
            place.at("bmiZReference")
                    .flag("Z_REFERENCE_UNUSUAL", "Z score of another growth reference than UK-WHO (A-04).");
        }
        if (dateOfBirth == null) {
            return;
        }
        boolean bmiKnown = clinical.bmi() != null || (clinical.heightCm() != null && clinical.weightKg() != null);
        if (age(dateOfBirth) >= ADULT && clinical.bmiZScore() != null && !bmiKnown) {
            place.at("bmi").flag("ADULT_WITHOUT_BMI", "An adult with a Z score only; the criteria need the BMI.");
        }
        if (age(dateOfBirth) < ADULT && clinical.bmiZScore() == null) {
            place.at("bmiZScore").flag("CHILD_WITHOUT_Z_SCORE", "Under 18 the criteria need the BMI Z score.");
        }
    }

    private static void flagInsulin(Clinical clinical, Place place) {
        insulinSamples(clinical, place).forEach(sample -> {
            var onInsulin = sample.value.onInsulinWhenTaken() == null
                    ? clinical.onExogenousInsulin()
                    : sample.value.onInsulinWhenTaken();
            if (Boolean.TRUE.equals(onInsulin)) {
                sample.place.flag(
                        "TAKEN_ON_INSULIN",
                        "A sample taken on injected insulin does not count for the criteria (A-05).");
            }
            flagComparator(sample.value.comparator(), sample.place);
        });
        var dose = clinical.insulinUnitsPerDay();
        if (dose != null && dose.compareTo(HIGH_DOSE) > 0) {
            place.at("insulinUnitsPerDay").flag("UNUSUAL_DOSE", "More than 5,000 units of insulin a day.");
        }
        if (dose != null && dose.signum() > 0 && clinical.insulinStrengthUnitsPerMl() == null) {
            place.at("insulinStrengthUnitsPerMl")
                    .flag("INSULIN_STRENGTH_MISSING", "A dose of insulin without the strength of the product (H14).");
        }
    }

    private static void flagResults(Clinical clinical, Place place) {
        results(clinical, place).forEach(result -> flagComparator(result.value.comparator(), result.place));
        var hba1c = clinical.hba1c() == null ? null : clinical.hba1c().value();
        if (hba1c != null && (hba1c.compareTo(LOW_HBA1C) < 0 || hba1c.compareTo(HIGH_HBA1C) > 0)) {
            place.at("hba1c").at("value").flag("UNUSUAL_HBA1C", "An HbA1c below 20 or above 160 mmol/mol.");
        }
    }

    private static void flagComparator(Comparator comparator, Place place) {
        if (comparator != null) {
            place.at("comparator")
                    .flag("BEYOND_MEASURING_RANGE", "Beyond the laboratory's measuring range: the value is a limit.");
        }
    }

    private static void flagCauses(Clinical clinical, Place place) {
        var causes = clinical.otherCausesExcluded();
        for (int i = 0; causes != null && i < causes.size(); i++) {
            if (!KNOWN_CAUSES.contains(causes.get(i))) {
                place.at("otherCausesExcluded").at(i).flag("CAUSE_NOT_LISTED", "A cause that is not on our list.");
            }
        }
    }

    private int age(LocalDate dateOfBirth) {
        return dateOfBirth.until(today).getYears();
    }

    private record Found<T>(T value, Place place) {}

    private static List<Found<InsulinMeasurement>> insulinSamples(Clinical clinical, Place place) {
        var series = clinical.ogttInsulin() == null ? List.<InsulinMeasurement>of() : clinical.ogttInsulin();
        var samples = new ArrayList<Found<InsulinMeasurement>>();
        if (clinical.fastingInsulin() != null) {
            samples.add(new Found<>(clinical.fastingInsulin(), place.at("fastingInsulin")));
        }
        IntStream.range(0, series.size())
                .forEach(i -> samples.add(
                        new Found<>(series.get(i), place.at("ogttInsulin").at(i))));
        return samples;
    }

    private static List<Found<Measurement>> results(Clinical clinical, Place place) {
        return Stream.of(
                        new Found<>(clinical.hba1c(), place.at("hba1c")),
                        new Found<>(clinical.fastingGlucose(), place.at("fastingGlucose")),
                        new Found<>(clinical.cPeptide(), place.at("cPeptide")),
                        new Found<>(clinical.triglycerides(), place.at("triglycerides")),
                        new Found<>(clinical.hdlCholesterol(), place.at("hdlCholesterol")),
                        new Found<>(clinical.adiponectin(), place.at("adiponectin")),
                        new Found<>(clinical.leptin(), place.at("leptin")),
                        new Found<>(clinical.shbg(), place.at("shbg")),
                        new Found<>(clinical.igfbp1(), place.at("igfbp1")),
                        new Found<>(clinical.alt(), place.at("alt")))
                .filter(found -> found.value() != null)
                .toList();
    }
}
