package uk.nsirs.events;

import static uk.nsirs.events.FieldType.line;
import static uk.nsirs.events.FieldType.listOf;
import static uk.nsirs.events.FieldType.number;
import static uk.nsirs.events.FieldType.object;
import static uk.nsirs.events.FieldType.oneOf;
import static uk.nsirs.events.FieldType.string;
import static uk.nsirs.events.FieldType.valueObject;
import static uk.nsirs.events.FieldType.whole;
import static uk.nsirs.events.FieldType.yesOrNo;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import uk.nsirs.events.ReportedResult.Subject;
import uk.nsirs.events.ResultEvent.AppointmentUpdated;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.ImagingReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultEvent.ReceptorAntibodyReported;

/**
 * Reads what laboratories, funders, booking systems and trusts report: {@code POST /api/results/…}. As
 * {@link ReferralReader} does it: completely, or not at all with every fault at once; nothing is guessed, and what was
 * sent is never repeated. Whatever the bytes are, it does not throw.
 *
 * <p>A cancelled report needs no findings; what it carries of them is checked and left out.
 *
 * <p>Codes of faults beyond those of {@link ReferralReader}: INVALID_REFERENCE, INVALID_ORDER_ID,
 * ORDER_OF_ANOTHER_REFERRAL, INVALID_RESULT_ID, INVALID_GENE, INVALID_VARIANT, INVALID_TEST_CODE and INVALID_DATE_TIME.
 */
public final class ResultReader {

    private static final int MOST_MEASUREMENTS = 50;
    private static final int HIGHEST_VERSION = 10_000;

    private static final Pattern RESULT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    /**
     * Ten digits that stand alone, as NHS numbers are written: the id travels where no identifier may. The check digit is
     * not asked, so that a sender learns it with the first such id and not with every eleventh; letters beside the digits
     * make it something else, so that no UUID or hash is refused by chance.
     */
    private static final Pattern LIKE_NHS_NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])(\\d{10}|\\d{3}-\\d{3}-\\d{4})(?![A-Za-z0-9])");

    /** No coordinate of a genome and no reference sequence has just as many. */
    private static final Pattern TEN_DIGITS = Pattern.compile("(?<!\\d)\\d{10}(?!\\d)");

    private static final Pattern ORDER_NUMBER = Pattern.compile("-[1-9]\\d{0,5}");
    private static final Pattern GENE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,19}");

    /** HGVS, with or without its reference sequence: NM_170707.4:c.1444C>T, p.(Arg482Trp). */
    private static final Pattern VARIANT =
            Pattern.compile("([A-Za-z0-9_.()-]{1,60}:)?[cgmnpr]\\.[A-Za-z0-9_.()\\[\\];=*+?>:-]{1,140}");

    private static final Pattern TEST_CODE = Pattern.compile("[A-Z]\\d{1,4}(\\.\\d{1,3})?");

    /** With seconds or without; the offset is needed, since a time without one is a guess twice a year. */
    private static final Pattern MOMENT =
            Pattern.compile("(19|20|21)\\d{2}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})");

    private final Clock clock;
    private final Days days;

    /**
     * @param clock tells now and today
     */
    public ResultReader(Clock clock) {
        this.clock = clock;
        this.days = new Days(clock);
    }

    /**
     * A report.
     *
     * @param kind by which call it came
     * @param body as it came
     * @param sender the account that sent it
     * @param receivedAt becomes the event's moment
     */
    public Reading<ReportedResult> read(ResultKind kind, byte[] body, String sender, Instant receivedAt) {
        var findings = new Findings();
        var value = JsonDocument.parse(body, findings)
                .map(root ->
                        object(json -> report(kind, json, sender, receivedAt)).read(root, Place.root(findings)))
                .orElse(null);
        return findings.reading(value);
    }

    /** What every report begins with. */
    private record Head(
            ReferralReference reference,
            Instant receivedAt,
            String resultId,
            int version,
            ResultStatus status,
            String orderId,
            String sender) {

        boolean cancelled() {
            return status == ResultStatus.CANCELLED;
        }

        /** Only a report that is not cancelled needs its findings. */
        <T> T needed(ObjectReader json, String name, FieldType<T> type) {
            return cancelled() ? json.optional(name, type) : json.required(name, type);
        }

        /** What was found, unless the report is cancelled. */
        <T> T found(T finding) {
            return cancelled() ? null : finding;
        }
    }

    private ReportedResult report(ResultKind kind, ObjectReader json, String sender, Instant receivedAt) {
        var resultId = json.required("resultId", resultId());
        var version = json.required("version", whole(1, HIGHEST_VERSION));
        var status = json.required("status", oneOf(ResultStatus.class));
        var reference = json.required(
                "reference",
                valueObject(
                        ReferralReference::of,
                        "INVALID_REFERENCE",
                        "Must be a reference of this service, such as NSIRS-2026-7K3QXT."));
        var orderId = json.optional("orderId", orderId(reference));
        var subject = json.required("subject", object(this::subject));
        if (resultId != null && subject != null && subject.isNamedIn(resultId)) {
            json.place("resultId").fault("IDENTIFIES_PATIENT", "Must not hold the patient's NHS number.");
        }
        // A fault was reported where it is null: then no event leaves this reader.
        var head = new Head(reference, receivedAt, resultId, version == null ? 0 : version, status, orderId, sender);
        var sample = isSample(kind) ? json.optional("takenOn", sampleDay(subject)) : null;
        var laboratory = isSample(kind) ? json.optional("laboratory", line(100)) : null;
        return new ReportedResult(
                subject,
                laboratory,
                switch (kind) {
                    case LABORATORY -> laboratory(head, json, sample, subject);
                    case IMAGING -> imaging(head, json, sample);
                    case GENETIC_TEST -> geneticTest(head, json, sample);
                    case RECEPTOR_ANTIBODY -> receptorAntibody(head, json, sample);
                    case FUNDING_DECISION -> fundingDecision(head, json);
                    case APPOINTMENT -> appointment(head, json);
                    case DETERIORATION -> deterioration(head, json);
                });
    }

    /** Whether something was taken or examined on some day by somebody. */
    private static boolean isSample(ResultKind kind) {
        return switch (kind) {
            case LABORATORY, IMAGING, GENETIC_TEST, RECEPTOR_ANTIBODY -> true;
            case FUNDING_DECISION, APPOINTMENT, DETERIORATION -> false;
        };
    }

    private static FieldType<String> resultId() {
        return string().then((text, place) -> RESULT_ID.matcher(text).matches()
                        ? text
                        : place.<String>fault(
                                "INVALID_RESULT_ID",
                                "Must have 1 to 64 letters, digits and . _ : - and begin with a letter or digit."))
                .then((text, place) -> LIKE_NHS_NUMBER.matcher(text).find()
                        ? place.fault(
                                "IDENTIFIES_PATIENT",
                                "Must not hold ten digits as an NHS number has them: the id goes where no patient may be"
                                        + " named.")
                        : text);
    }

    private static FieldType<String> orderId(ReferralReference reference) {
        return string().then((text, place) -> {
            int dash = Math.max(0, text.lastIndexOf('-'));
            var ordered = ReferralReference.parse(text.substring(0, dash));
            if (ordered.isEmpty() || !ORDER_NUMBER.matcher(text.substring(dash)).matches()) {
                return place.fault(
                        "INVALID_ORDER_ID", "Must be the id that the order came with, such as NSIRS-2026-7K3QXT-1.");
            }
            return reference == null || ordered.get().equals(reference)
                    ? ordered.get() + text.substring(dash)
                    : place.fault("ORDER_OF_ANOTHER_REFERRAL", "Must be an order of the referral in reference.");
        });
    }

    private Subject subject(ObjectReader json) {
        var number = json.optional("nhsNumber", Identifiers.nhsNumber());
        var born = json.optional("dateOfBirth", days.past());
        if (!json.has("nhsNumber") && !json.has("dateOfBirth")) {
            json.place().fault("REQUIRED", "The NHS number or the date of birth is needed, or both.");
        }
        return new Subject(number, born);
    }

    private FieldType<LocalDate> sampleDay(Subject subject) {
        return days.past()
                .then((day, place) ->
                        subject != null && subject.dateOfBirth() != null && day.isBefore(subject.dateOfBirth())
                                ? place.fault("DATE_BEFORE_BIRTH", "Must not be before the date of birth.")
                                : day);
    }

    private LaboratoryReported laboratory(Head head, ObjectReader json, LocalDate sample, Subject subject) {
        var measurements = head.needed(
                json,
                "measurements",
                listOf(
                                object(line -> measurement(line, sample, subject)),
                                MOST_MEASUREMENTS,
                                LaboratoryMeasurement::analyte,
                                "This analyte stands in the report already.")
                        .then((lines, place) -> lines.isEmpty()
                                ? place.fault("NOTHING_SUPPLIED", "Must hold at least one measurement.")
                                : lines));
        return new LaboratoryReported(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(measurements));
    }

    private LaboratoryMeasurement measurement(ObjectReader json, LocalDate sample, Subject subject) {
        var analyte = json.required("analyte", oneOf(Analyte.class));
        var measured = analyte == null ? unjudged(json) : analyte.concentration(json);
        var takenOn = json.optional("takenOn", sampleDay(subject), sample);
        var fasting = json.optional("fasting", yesOrNo());
        if (Boolean.FALSE.equals(fasting) && analyte != null && analyte.isOfFasting()) {
            json.place("fasting").fault("CONTRADICTION", "This analyte is measured in a fasting sample only.");
        }
        var onInsulin = json.optional("onInsulinWhenTaken", yesOrNo());
        if (onInsulin != null && analyte != null && analyte != Analyte.FASTING_INSULIN) {
            json.place("onInsulinWhenTaken").fault("CONTRADICTION", "This is asked of insulin only.");
        }
        return new LaboratoryMeasurement(
                analyte,
                measured.value(),
                measured.unit(),
                measured.comparator(),
                takenOn,
                fasting,
                onInsulin,
                measured.pmolPerL());
    }

    /** Of what is not known what it is, nothing can be said of its value. */
    private static Analyte.Concentration unjudged(ObjectReader json) {
        for (var name : List.of("value", "unit", "comparator")) {
            json.optional(name, (written, place) -> null);
        }
        return new Analyte.Concentration(null, null, null, null, null);
    }

    private ImagingReported imaging(Head head, ObjectReader json, LocalDate examined) {
        var kind = head.needed(json, "kind", oneOf(ImagingKind.class));
        var fat = json.optional("liverFatPercent", number("0", "100"));
        var stiffness = json.optional("liverStiffnessKpa", number("0", "100"));
        var ejection = json.optional("ejectionFractionPercent", number("0", "100"));
        var ofLiver = List.of("liverFatPercent", "liverStiffnessKpa");
        var ofHeart = List.of("ejectionFractionPercent");
        if (kind != null) {
            var ours = kind == ImagingKind.LIVER_MRI ? ofLiver : ofHeart;
            var others = kind == ImagingKind.LIVER_MRI ? ofHeart : ofLiver;
            others.stream().filter(json::has).forEach(name -> json.place(name)
                    .fault("CONTRADICTION", "This examination does not tell that."));
            if (!head.cancelled() && ours.stream().noneMatch(json::has)) {
                json.place().fault("NOTHING_SUPPLIED", "One of these is needed: " + String.join(", ", ours) + ".");
            }
        }
        return new ImagingReported(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                kind,
                head.found(examined),
                head.found(fat),
                head.found(stiffness),
                head.found(ejection));
    }

    private static GeneticTestReported geneticTest(Head head, ObjectReader json, LocalDate sample) {
        var result = head.needed(json, "result", oneOf(GeneticResult.class));
        var gene = json.optional(
                "gene", written(GENE, "INVALID_GENE", "Must be the approved symbol of a gene, such as INSR."));
        var variant = json.optional(
                "hgvs",
                written(
                        VARIANT,
                        "INVALID_VARIANT",
                        "Must be one variant as HGVS writes it, such as NM_170707.4:c.1444C>T, without spaces."));
        var zygosity = json.optional("zygosity", oneOf(Zygosity.class));
        var testCode = json.optional(
                "testCode",
                written(TEST_CODE, "INVALID_TEST_CODE", "Must be a code of the test directory, such as R158.1."));
        if (result != null && !head.cancelled()) {
            for (var name : List.of("gene", "hgvs")) {
                if (result.isOfVariant() && !json.has(name)) {
                    json.place(name).fault("REQUIRED", "Where a variant was found, this field is required.");
                }
            }
            for (var name : List.of("gene", "hgvs", "zygosity")) {
                if (!result.isOfVariant() && json.has(name)) {
                    json.place(name).fault("CONTRADICTION", "With this result no variant was found.");
                }
            }
        }
        return new GeneticTestReported(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(sample),
                head.found(result),
                head.found(gene),
                head.found(variant),
                head.found(zygosity),
                head.found(testCode));
    }

    private static ReceptorAntibodyReported receptorAntibody(Head head, ObjectReader json, LocalDate sample) {
        var result = head.needed(json, "result", oneOf(AntibodyResult.class));
        return new ReceptorAntibodyReported(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(sample),
                head.found(result));
    }

    private static FundingDecided fundingDecision(Head head, ObjectReader json) {
        var decision = head.needed(json, "decision", oneOf(FundingDecision.class));
        return new FundingDecided(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(decision));
    }

    private AppointmentUpdated appointment(Head head, ObjectReader json) {
        var status = head.needed(json, "appointmentStatus", oneOf(AppointmentStatus.class));
        var type = json.optional("type", oneOf(AppointmentType.class));
        var mode = json.optional("mode", oneOf(AppointmentMode.class));
        var startsAt = json.optional("startsAt", moment());
        var cancelledBy = json.optional("cancelledBy", oneOf(CancelledBy.class));
        if (status != null && !head.cancelled()) {
            if (status.needsDate() && !json.has("startsAt")) {
                json.place("startsAt").fault("REQUIRED", "With this status the date and time are required.");
            }
            if (status.isOver() && startsAt != null && startsAt.toInstant().isAfter(clock.instant())) {
                json.place("startsAt").fault("DATE_IN_FUTURE", "With this status it must not be in the future.");
            }
            if (status == AppointmentStatus.CANCELLED && !json.has("cancelledBy")) {
                json.place("cancelledBy").fault("REQUIRED", "Who called it off is needed: PATIENT or SERVICE.");
            }
            if (status != AppointmentStatus.CANCELLED && json.has("cancelledBy")) {
                json.place("cancelledBy").fault("CONTRADICTION", "With this status nobody called it off.");
            }
        }
        return new AppointmentUpdated(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(status),
                head.found(type),
                head.found(mode),
                head.found(startsAt),
                head.found(cancelledBy));
    }

    private DeteriorationReported deterioration(Head head, ObjectReader json) {
        var severe = json.optional("severeHypoglycaemia", yesOrNo());
        var on = json.optional("on", days.past());
        return new DeteriorationReported(
                head.reference,
                head.receivedAt,
                head.resultId,
                head.version,
                head.status,
                head.orderId,
                head.sender,
                head.found(severe),
                head.found(on));
    }

    private static FieldType<String> written(Pattern pattern, String code, String detail) {
        return string().then((text, place) ->
                pattern.matcher(text).matches() && !TEN_DIGITS.matcher(text).find() ? text : place.fault(code, detail));
    }

    private static FieldType<OffsetDateTime> moment() {
        return string().then((text, place) -> {
            if (MOMENT.matcher(text).matches()) {
                try {
                    return OffsetDateTime.parse(text);
                } catch (DateTimeException notInTheCalendar) {
                    // a fault like any other text that is no moment
                }
            }
            return place.fault(
                    "INVALID_DATE_TIME",
                    "Must be a day and a time with its offset, written as 2026-12-21T09:30:00Z or"
                            + " 2026-07-01T09:30:00+01:00.");
        });
    }
}
