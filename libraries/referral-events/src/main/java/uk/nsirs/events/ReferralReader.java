package uk.nsirs.events;

import static uk.nsirs.events.FieldType.line;
import static uk.nsirs.events.FieldType.listOf;
import static uk.nsirs.events.FieldType.number;
import static uk.nsirs.events.FieldType.object;
import static uk.nsirs.events.FieldType.oneOf;
import static uk.nsirs.events.FieldType.string;
import static uk.nsirs.events.FieldType.text;
import static uk.nsirs.events.FieldType.valueObject;
import static uk.nsirs.events.FieldType.whole;
import static uk.nsirs.events.FieldType.yesOrNo;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what referrers send. A document is either understood completely or refused with <strong>every</strong> fault at
 * once, each with its JSON Pointer; nothing is guessed, nothing is dropped in silence, and what was sent is never
 * repeated in a fault. Whatever the bytes are, no method throws.
 *
 * <p>Only the impossible is refused. The unusual is accepted and flagged: extremes are the disease this service is for.
 * Absent and {@code null} both mean unknown. A document has at most 256 KiB and 16 levels.
 *
 * <p>The codes of faults, stable for programs: EMPTY, TOO_LARGE, INVALID_UTF8, BYTE_ORDER_MARK, INVALID_JSON,
 * TRAILING_CONTENT and NESTED_TOO_DEEPLY for the document; DUPLICATE_FIELD, UNKNOWN_FIELD, REQUIRED, WRONG_TYPE,
 * UNKNOWN_VALUE, BLANK, TOO_LONG, TOO_MANY, CONTROL_CHARACTER, NUMBER_FORMAT, NOT_WHOLE, OUT_OF_RANGE, INVALID_DATE,
 * DATE_IN_FUTURE, DATE_TOO_EARLY, DATE_BEFORE_BIRTH, UNIT_MISSING, UNIT_UNKNOWN, INVALID_NHS_NUMBER,
 * INVALID_ODS_CODE, INVALID_EMAIL, INVALID_CODE, EMAIL_DOMAIN_NOT_ALLOWED, IDENTIFIES_PATIENT, DUPLICATE_ENTRY,
 * CONTRADICTION and NOTHING_SUPPLIED for its fields.
 */
public final class ReferralReader {

    /** The NHS began then: no pathway is older. */
    private static final LocalDate EARLIEST_CLOCK_START = LocalDate.of(1948, 7, 5);

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    /** What can be named as not available: each clinical field, and the date of birth, which is asked for too. */
    private static final List<String> ASKABLE = Stream.concat(
                    Arrays.stream(Clinical.class.getRecordComponents()).map(RecordComponent::getName),
                    Stream.of("dateOfBirth"))
            .toList();

    private final Days days;
    private final AllowedMailboxes mailboxes;

    /**
     * @param clock tells today, which in England is what counts
     * @param mailboxes where a referring team may be kept informed
     */
    public ReferralReader(Clock clock, AllowedMailboxes mailboxes) {
        this.days = new Days(clock);
        this.mailboxes = mailboxes;
    }

    /** A referral: {@code POST /api/referrals}. */
    public Reading<Referral> readReferral(byte[] json) {
        return read(json, this::referral);
    }

    /** An answer to a request for information: {@code {clinical?, notAvailable?, note?}}, at least one of them. */
    public Reading<Information> readInformation(byte[] json) {
        return read(json, this::information);
    }

    /** A withdrawal: {@code {reason, detail?}}. */
    public Reading<Withdrawal> readWithdrawal(byte[] json) {
        return read(json, ReferralReader::withdrawal);
    }

    /** A question to the criteria: {@code {clinical?, patient?: {dateOfBirth?}}}; names nobody. */
    public Reading<CriteriaCheck> readCriteriaCheck(byte[] json) {
        return read(json, this::criteriaCheck);
    }

    private static <T> Reading<T> read(byte[] bytes, Function<ObjectReader, T> fields) {
        var findings = new Findings();
        var value = JsonDocument.parse(bytes, findings)
                .map(root -> object(fields).read(root, Place.root(findings)))
                .orElse(null);
        return findings.reading(value);
    }

    private Referral referral(ObjectReader json) {
        var referral = new Referral(
                json.required("intent", oneOf(Intent.class)),
                json.optional("priority", oneOf(Priority.class), Priority.ROUTINE),
                json.optional("channel", oneOf(Channel.class), Channel.ONLINE),
                json.required("referrer", object(this::referrer)),
                json.optional("rtt", object(this::referralToTreatment), new ReferralToTreatment(null, null, null)),
                json.required("patient", object(this::patient)),
                json.optional("clinical", object(this::clinical), Clinical.UNKNOWN));
        new Plausibility(days.today(), json.place()).of(referral);
        return referral;
    }

    private Information information(ObjectReader json) {
        var clinical = json.optional("clinical", object(this::clinical), Clinical.UNKNOWN);
        var notAvailable = json.optional(
                "notAvailable",
                listOf(
                        object(ReferralReader::notAvailable),
                        ASKABLE.size(),
                        NotAvailable::field,
                        "This field is named more than once."),
                List.<NotAvailable>of());
        var information = new Information(
                clinical, notAvailable == null ? List.of() : notAvailable, json.optional("note", text(4_000)));
        new Plausibility(days.today(), json.place()).of(information);
        return information;
    }

    private static NotAvailable notAvailable(ObjectReader json) {
        return new NotAvailable(
                json.required("field", oneOf(ASKABLE, name -> name)),
                json.required("reason", oneOf(NotAvailable.Reason.class)));
    }

    private static Withdrawal withdrawal(ObjectReader json) {
        return new Withdrawal(
                json.required("reason", oneOf(WithdrawalReason.class)), json.optional("detail", text(2_000)));
    }

    private CriteriaCheck criteriaCheck(ObjectReader json) {
        var check = new CriteriaCheck(
                json.optional("clinical", object(this::clinical), Clinical.UNKNOWN),
                json.optional("patient", object(patient -> patient.optional("dateOfBirth", days.past()))));
        new Plausibility(days.today(), json.place()).of(check);
        return check;
    }

    private Referrer referrer(ObjectReader json) {
        var organisation = json.required("organisation", odsCode());
        return new Referrer(
                organisation,
                json.optional("team", line(100).then(ReferralReader::withoutNhsNumber)),
                json.required("clinicianName", line(100).then(ReferralReader::withoutNhsNumber)),
                json.optional("role", line(100)),
                json.required("email", mailbox(organisation)),
                json.optional("telephone", line(40)),
                json.optional("localReference", line(50).then(ReferralReader::withoutNhsNumber)));
    }

    private ReferralToTreatment referralToTreatment(ObjectReader json) {
        return new ReferralToTreatment(
                json.optional("clockStartOn", days.past(EARLIEST_CLOCK_START)),
                json.optional("pathwayIdentifier", line(20)),
                json.optional("issuer", odsCode()));
    }

    private Patient patient(ObjectReader json) {
        return new Patient(
                json.optional("nhsNumber", Identifiers.nhsNumber()),
                json.required("familyName", line(100)),
                json.required("givenName", line(100)),
                json.optional("dateOfBirth", days.past()),
                json.optional("sex", oneOf(Sex.class), Sex.NOT_KNOWN),
                json.optional("postcode", line(10)),
                json.optional("gpPractice", odsCode()),
                json.optional("telephone", line(40)),
                json.optional("parentOrCarer", line(100)),
                json.optional("communicationNeeds", text(500)),
                json.optional("interpreterLanguage", line(50)));
    }

    private Clinical clinical(ObjectReader json) {
        return new Clinical(
                json.optional("syndrome", oneOf(Syndrome.class)),
                json.optional("lipodystrophy", oneOf(Lipodystrophy.class)),
                json.optional("lipodystrophyDiagnosis", object(this::lipodystrophyDiagnosis)),
                json.optional("unexplainedSevereInsulinResistance", yesOrNo()),
                json.optional("otherCausesExcluded", causes()),
                json.optional("obesityIsPrimaryCause", yesOrNo()),
                json.optional("acanthosisNigricans", yesOrNo()),
                json.optional("bmi", number("5", "150")),
                json.optional("bmiZScore", number("-15", "15")),
                json.optional("bmiZReference", line(50)),
                json.optional("heightCm", number("20", "280")),
                json.optional("weightKg", number("0.3", "650")),
                json.optional("onExogenousInsulin", yesOrNo()),
                json.optional("insulinUnitsPerDay", number("0", "100000")),
                json.optional("insulinProduct", line(100)),
                json.optional("insulinStrengthUnitsPerMl", whole(1, 10_000)),
                json.optional("insulinInjectionsPerDay", whole(0, 100)),
                json.optional("severeHypoglycaemia", yesOrNo()),
                json.optional("fastingInsulin", InsulinUnit.fasting(days.pastOrPartOfIt())),
                json.optional("ogttInsulin", glucoseToleranceTest()),
                json.optional("hba1c", Analyte.HBA1C.type(days.pastOrPartOfIt())),
                json.optional("fastingGlucose", Analyte.FASTING_GLUCOSE.type(days.pastOrPartOfIt())),
                json.optional("cPeptide", Analyte.C_PEPTIDE.type(days.pastOrPartOfIt())),
                json.optional("triglycerides", Analyte.TRIGLYCERIDES.type(days.pastOrPartOfIt())),
                json.optional("hdlCholesterol", Analyte.HDL_CHOLESTEROL.type(days.pastOrPartOfIt())),
                json.optional("adiponectin", Analyte.ADIPONECTIN.type(days.pastOrPartOfIt())),
                json.optional("leptin", Analyte.LEPTIN.type(days.pastOrPartOfIt())),
                json.optional("shbg", Analyte.SHBG.type(days.pastOrPartOfIt())),
                json.optional("igfbp1", Analyte.IGFBP1.type(days.pastOrPartOfIt())),
                json.optional("alt", Analyte.ALT.type(days.pastOrPartOfIt())),
                json.optional("fattyLiver", yesOrNo()),
                json.optional("cardiomyopathy", yesOrNo()),
                json.optional("pancreatitis", yesOrNo()),
                json.optional("rapidOnset", yesOrNo()),
                json.optional("weightLoss", yesOrNo()),
                json.optional("hyperandrogenism", yesOrNo()),
                json.optional("systemicLupus", yesOrNo()),
                json.optional("autoimmuneDisease", yesOrNo()),
                json.optional("pregnant", yesOrNo()),
                json.optional("antidepressant", yesOrNo()),
                json.optional("diabetesDiagnosedOn", days.pastOrPartOfIt()),
                json.optional("currentTreatment", text(2_000)),
                json.optional("knownFamilyMember", yesOrNo()),
                json.optional("geneticResultKnown", yesOrNo()),
                json.optional("notes", text(10_000)));
    }

    private LipodystrophyDiagnosis lipodystrophyDiagnosis(ObjectReader json) {
        var diagnosis = new LipodystrophyDiagnosis(
                json.optional("by", line(100)),
                json.optional("on", days.pastOrPartOfIt()),
                json.optional("features", text(2_000)));
        return diagnosis.equals(new LipodystrophyDiagnosis(null, null, null)) ? null : diagnosis;
    }

    /** Codes such as PREGNANCY; one that is not on our list is flagged, not refused (EXC-05). */
    private static FieldType<List<String>> causes() {
        var code = string().then((text, place) -> CODE.matcher(text).matches()
                ? text
                : place.<String>fault(
                        "INVALID_CODE",
                        "Must be a code in capital letters, digits and underscores, such as STEROIDS."));
        return listOf(code, 30, cause -> cause, "This cause is listed more than once.");
    }

    /** The samples of one test; an empty list says nothing, like none. */
    private FieldType<List<InsulinMeasurement>> glucoseToleranceTest() {
        return listOf(
                        InsulinUnit.timed(days.pastOrPartOfIt()),
                        30,
                        InsulinMeasurement::minutes,
                        "Another sample has the same minutes.")
                .then((samples, place) -> samples.isEmpty() ? null : samples);
    }

    private static FieldType<OdsCode> odsCode() {
        return valueObject(
                OdsCode::of,
                "INVALID_ODS_CODE",
                "Must be an ODS code: three to eight letters and digits, such as RJZ.");
    }

    private FieldType<EmailAddress> mailbox(OdsCode organisation) {
        return valueObject(
                        EmailAddress::of,
                        "INVALID_EMAIL",
                        "Must be one e-mail address without a display name, such as team@trust.nhs.uk.")
                .then((address, place) -> mailboxes.allow(organisation, address)
                        ? address
                        : place.fault(
                                "EMAIL_DOMAIN_NOT_ALLOWED",
                                "Must be a mailbox at nhs.net, at nhs.uk or at a domain agreed for the"
                                        + " organisation."));
    }

    /** For what e-mails and other services see of a referral. */
    private static String withoutNhsNumber(String text, Place place) {
        return Identifiers.holdNhsNumber(text)
                ? place.fault("IDENTIFIES_PATIENT", "Must not hold an NHS number: e-mails show this field.")
                : text;
    }
}
