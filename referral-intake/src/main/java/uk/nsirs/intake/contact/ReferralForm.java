package uk.nsirs.intake.contact;

import static uk.nsirs.intake.contact.FormField.Kind.CHECKBOXES;
import static uk.nsirs.intake.contact.FormField.Kind.DATE;
import static uk.nsirs.intake.contact.FormField.Kind.LINE;
import static uk.nsirs.intake.contact.FormField.Kind.NUMBER;
import static uk.nsirs.intake.contact.FormField.Kind.PARTIAL_DATE;
import static uk.nsirs.intake.contact.FormField.Kind.RADIOS;
import static uk.nsirs.intake.contact.FormField.Kind.SELECT;
import static uk.nsirs.intake.contact.FormField.Kind.TEXT;
import static uk.nsirs.intake.contact.FormField.Kind.YES_NO;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Lipodystrophy;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Sex;
import uk.nsirs.events.Syndrome;
import uk.nsirs.intake.contact.FormField.Choice;
import uk.nsirs.intake.contact.FormField.Kind;

/**
 * The fields of a referral as they are asked for on the page: the one list of them. A test holds it to what the reader of
 * referrals knows. Only the channel is missing, which the contact says.
 */
final class ReferralForm {

    /** The samples of a glucose tolerance test; {@code *} stands for all of them. */
    static final String SAMPLES = "/clinical/ogttInsulin";

    static final int MOST_SAMPLES = 5;

    private static final List<Choice> EXACT_OR_LIMIT =
            List.of(new Choice("", "Exact"), new Choice("<", "Below (<)"), new Choice(">", "Above (>)"));

    /** Who refers, as a contact asks for it too. */
    static final List<FormField> REFERRER = List.of(
            field("/referrer/organisation", "Organisation", "Its ODS code, such as RJZ.", LINE),
            field("/referrer/team", "Team (optional)", "", LINE),
            field("/referrer/clinicianName", "Referring clinician", "Such as Dr A Example.", LINE),
            field("/referrer/role", "Clinician’s role (optional)", "", LINE),
            field(
                    "/referrer/email",
                    "Team’s e-mail address",
                    "A mailbox that the team shares. What happens to the referral is written to it.",
                    LINE),
            field("/referrer/telephone", "Telephone number (optional)", "", LINE));

    static final List<Section> SECTIONS = List.of(
            new Section(
                    "The request",
                    List.of(
                            choice(
                                    "/intent",
                                    "What is asked for",
                                    RADIOS,
                                    answers(Intent.values(), intent -> switch (intent) {
                                        case REFERRAL -> "The service is to see the patient";
                                        case ADVICE -> "Advice only";
                                    })),
                            choice(
                                    "/priority",
                                    "How soon, as the referrer sees it",
                                    RADIOS,
                                    answers(Priority.values(), priority -> switch (priority) {
                                        case ROUTINE -> "Routine";
                                        case URGENT -> "Urgent";
                                    })))),
            new Section(
                    "Who refers",
                    Stream.concat(
                                    REFERRER.stream(),
                                    Stream.of(field(
                                            "/referrer/localReference",
                                            "Their own reference (optional)",
                                            "Never an NHS number or hospital number: e-mails show it.",
                                            LINE)))
                            .map(FormItem.class::cast)
                            .toList()),
            new Section(
                    "Waiting time",
                    List.of(
                            field(
                                    "/rtt/clockStartOn",
                                    "When the waiting time began (optional)",
                                    "The clock start of the first referral to the trust, not of the one to us.",
                                    DATE),
                            field("/rtt/pathwayIdentifier", "Patient pathway identifier (optional)", "", LINE),
                            field("/rtt/issuer", "Who issued it (optional)", "An ODS code.", LINE))),
            new Section(
                    "Patient",
                    List.of(
                            field(
                                    "/patient/nhsNumber",
                                    "NHS number (optional)",
                                    "10 digits, such as 999 000 0018. Leave it empty where the patient has none.",
                                    LINE),
                            field("/patient/familyName", "Family name", "", LINE),
                            field("/patient/givenName", "Given name", "", LINE),
                            field(
                                    "/patient/dateOfBirth",
                                    "Date of birth (optional)",
                                    "Without it nobody can tell whether the criteria for adults or for children apply.",
                                    DATE),
                            choice("/patient/sex", "Sex", SELECT, answers(Sex.values(), sex -> switch (sex) {
                                case FEMALE -> "Female";
                                case MALE -> "Male";
                                case INDETERMINATE -> "Indeterminate";
                                case NOT_KNOWN -> "Not known";
                            })),
                            field("/patient/postcode", "Postcode (optional)", "", LINE),
                            field(
                                    "/patient/gpPractice",
                                    "GP practice (optional)",
                                    "Its ODS code, such as B86000.",
                                    LINE),
                            field("/patient/telephone", "Telephone number of the patient (optional)", "", LINE),
                            field("/patient/parentOrCarer", "Parent or carer (optional)", "", LINE),
                            field("/patient/communicationNeeds", "Communication needs (optional)", "", TEXT),
                            field("/patient/interpreterLanguage", "Language for an interpreter (optional)", "", LINE))),
            new Section(
                    "Diagnosis",
                    List.of(
                            choice(
                                    "/clinical/syndrome",
                                    "Named syndrome",
                                    SELECT,
                                    orNotKnown(answers(Syndrome.values(), syndrome -> switch (syndrome) {
                                        case DONOHUE -> "Donohue syndrome";
                                        case RABSON_MENDENHALL -> "Rabson-Mendenhall syndrome";
                                        case SUSPECTED -> "Donohue or Rabson-Mendenhall syndrome suspected";
                                        case TYPE_A -> "Type A insulin resistance";
                                        case TYPE_B -> "Type B insulin resistance";
                                        case OTHER_MONOGENIC -> "Another monogenic syndrome";
                                        case NONE -> "None";
                                    }))),
                            choice(
                                    "/clinical/lipodystrophy",
                                    "Lipodystrophy",
                                    SELECT,
                                    orNotKnown(answers(Lipodystrophy.values(), lipodystrophy -> switch (lipodystrophy) {
                                        case GENERALISED -> "Generalised";
                                        case PARTIAL -> "Partial";
                                        case SUSPECTED -> "Suspected";
                                        case NOT_DIAGNOSED -> "Not diagnosed";
                                    }))),
                            new FormItem.Group(
                                    "/clinical/lipodystrophyDiagnosis",
                                    "How lipodystrophy was diagnosed",
                                    "",
                                    List.of(
                                            field("/clinical/lipodystrophyDiagnosis/by", "By whom", "", LINE),
                                            field("/clinical/lipodystrophyDiagnosis/on", "When", "", PARTIAL_DATE),
                                            field(
                                                    "/clinical/lipodystrophyDiagnosis/features",
                                                    "On what features",
                                                    "",
                                                    TEXT))),
                            yesOrNo(
                                    "/clinical/unexplainedSevereInsulinResistance",
                                    "Unexplained severe insulin resistance, as the clinician says"),
                            causes(),
                            yesOrNo("/clinical/obesityIsPrimaryCause", "Obesity is the primary cause"),
                            yesOrNo("/clinical/acanthosisNigricans", "Acanthosis nigricans"),
                            yesOrNo("/clinical/hyperandrogenism", "Hyperandrogenism, clinical or biochemical"),
                            yesOrNo("/clinical/fattyLiver", "Fatty liver is known"),
                            yesOrNo("/clinical/cardiomyopathy", "Cardiomyopathy is known"),
                            yesOrNo("/clinical/pancreatitis", "There has been pancreatitis"),
                            yesOrNo("/clinical/systemicLupus", "Systemic lupus erythematosus"),
                            yesOrNo("/clinical/autoimmuneDisease", "Any other autoimmune disease"),
                            yesOrNo("/clinical/pregnant", "Pregnant at present"),
                            yesOrNo("/clinical/antidepressant", "An antidepressant is prescribed"),
                            yesOrNo("/clinical/knownFamilyMember", "A relative has a diagnosed syndrome"),
                            yesOrNo("/clinical/geneticResultKnown", "A genetic result is already known"))),
            new Section(
                    "Diabetes and insulin",
                    List.of(
                            field(
                                    "/clinical/diabetesDiagnosedOn",
                                    "When diabetes was diagnosed",
                                    "Leave it empty where there is no diabetes or nobody knows.",
                                    PARTIAL_DATE),
                            yesOrNo("/clinical/rapidOnset", "Diabetes began within months"),
                            yesOrNo("/clinical/weightLoss", "Unintended loss of weight"),
                            yesOrNo("/clinical/severeHypoglycaemia", "There has been severe hypoglycaemia"),
                            yesOrNo("/clinical/onExogenousInsulin", "Treated with insulin, injected or infused"),
                            field("/clinical/insulinUnitsPerDay", "Insulin dose, in units a day", "", NUMBER),
                            field("/clinical/insulinProduct", "Insulin product", "", LINE),
                            field(
                                    "/clinical/insulinStrengthUnitsPerMl",
                                    "Insulin strength, in units per mL",
                                    "Such as 100, 200, 300 or 500.",
                                    NUMBER),
                            field("/clinical/insulinInjectionsPerDay", "Insulin injections a day", "", NUMBER),
                            field(
                                    "/clinical/currentTreatment",
                                    "Current treatment",
                                    "In the clinician’s words.",
                                    TEXT))),
            new Section(
                    "Height, weight and BMI",
                    List.of(
                            field("/clinical/heightCm", "Height, in cm", "", NUMBER),
                            field("/clinical/weightKg", "Weight, in kg", "", NUMBER),
                            field("/clinical/bmi", "BMI, in kg/m²", "", NUMBER),
                            field("/clinical/bmiZScore", "BMI Z score, in standard deviations", "Under 18.", NUMBER),
                            field(
                                    "/clinical/bmiZReference",
                                    "Growth reference of the Z score",
                                    "UK-WHO is expected.",
                                    LINE))),
            new Section(
                    "Results",
                    List.of(
                            insulin("/clinical/fastingInsulin", "Fasting insulin"),
                            glucoseToleranceTest(),
                            measurement("/clinical/hba1c", "HbA1c", "mmol/mol"),
                            measurement("/clinical/fastingGlucose", "Fasting glucose", "mmol/L"),
                            measurement("/clinical/cPeptide", "C-peptide", "pmol/L"),
                            measurement("/clinical/triglycerides", "Triglycerides", "mmol/L"),
                            measurement("/clinical/hdlCholesterol", "HDL cholesterol", "mmol/L"),
                            measurement("/clinical/adiponectin", "Adiponectin", "mg/L"),
                            measurement("/clinical/leptin", "Leptin", "ug/L"),
                            measurement("/clinical/shbg", "SHBG", "nmol/L"),
                            measurement("/clinical/igfbp1", "IGFBP-1", "ug/L"),
                            measurement("/clinical/alt", "ALT", "U/L"))),
            new Section(
                    "Anything else", List.of(field("/clinical/notes", "Notes", "In the clinician’s words.", TEXT))));

    private ReferralForm() {}

    /** Part of the page under one heading. */
    record Section(String heading, List<FormItem> items) {}

    /** Every field of the page, in its order. */
    static Stream<FormField> fields() {
        return SECTIONS.stream().flatMap(section -> section.items().stream()).flatMap(item -> item.fields().stream());
    }

    /** A field's name where it does not stand in its place: a part of a result says of which. */
    static String name(FormField field) {
        return SECTIONS.stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> item instanceof FormItem.Group && item.fields().contains(field))
                .findFirst()
                .map(group -> group.label() + ", " + small(field.label()))
                .orElse(field.label())
                .replace(" (optional)", "");
    }

    private static String small(String label) {
        return label.substring(0, 1).toLowerCase(Locale.UK) + label.substring(1);
    }

    private static FormField field(String pointer, String label, String hint, Kind kind) {
        return new FormField(pointer, label, hint, kind, List.of());
    }

    private static FormField choice(String pointer, String label, Kind kind, List<Choice> choices) {
        return new FormField(pointer, label, "", kind, choices);
    }

    private static FormField yesOrNo(String pointer, String label) {
        return choice(pointer, label, YES_NO, FormField.YES_NO_NOT_KNOWN);
    }

    private static <E extends Enum<E>> List<Choice> answers(E[] values, Function<E, String> words) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), words.apply(value)))
                .toList();
    }

    private static List<Choice> orNotKnown(List<Choice> answers) {
        return Stream.concat(Stream.of(new Choice("", "Not known")), answers.stream())
                .toList();
    }

    private static FormField causes() {
        return new FormField(
                "/clinical/otherCausesExcluded",
                "Other causes that were excluded",
                "Tick what the clinician says was looked for and ruled out.",
                CHECKBOXES,
                List.of(
                        new Choice("PREGNANCY", "Pregnancy"),
                        new Choice("STEROIDS", "Steroids"),
                        new Choice("ACROMEGALY", "Acromegaly"),
                        new Choice("CUSHING", "Cushing’s syndrome"),
                        new Choice("HIV_LIPODYSTROPHY", "Lipodystrophy of HIV"),
                        new Choice("LIVER_DISEASE", "Liver disease"),
                        new Choice("KIDNEY_DISEASE", "Kidney disease"),
                        new Choice("MEDICINES", "Medicines"),
                        new Choice("INFECTION", "Infection"),
                        new Choice("INSULIN_ANTIBODIES", "Insulin antibodies"),
                        new Choice("NON_ADHERENCE", "Treatment not taken as prescribed"),
                        new Choice("OBESITY", "Obesity")));
    }

    /** A laboratory result. Its unit is chosen, never assumed (H1). */
    private static FormItem measurement(String pointer, String label, String unit) {
        return new FormItem.Group(
                pointer,
                label,
                "",
                List.of(
                        comparator(pointer),
                        field(pointer + "/value", "Value", "", NUMBER),
                        unit(pointer, unit),
                        field(pointer + "/takenOn", "When the sample was taken", "", PARTIAL_DATE),
                        field(pointer + "/laboratory", "Laboratory", "", LINE),
                        yesOrNo(pointer + "/fasting", "Fasting")));
    }

    private static FormItem insulin(String pointer, String label) {
        return new FormItem.Group(
                pointer,
                label,
                "",
                List.of(
                        comparator(pointer),
                        field(pointer + "/value", "Value", "", NUMBER),
                        unit(pointer, "pmol/L", "mU/L"),
                        field(pointer + "/takenOn", "When the sample was taken", "", PARTIAL_DATE),
                        field(pointer + "/laboratory", "Laboratory", "", LINE),
                        onInsulin(pointer)));
    }

    /** Samples of one test: what is the same for all of them is asked for once. */
    private static FormItem glucoseToleranceTest() {
        var all = SAMPLES + "/*";
        return new FormItem.Group(
                SAMPLES,
                "Insulin in the glucose tolerance test",
                "Up to " + MOST_SAMPLES + " samples of one test.",
                Stream.concat(
                                Stream.of(
                                        unit(all, "pmol/L", "mU/L"),
                                        field(all + "/takenOn", "When the test was done", "", PARTIAL_DATE),
                                        field(all + "/laboratory", "Laboratory", "", LINE),
                                        onInsulin(all)),
                                IntStream.range(0, MOST_SAMPLES).boxed().flatMap(ReferralForm::sample))
                        .toList());
    }

    private static Stream<FormField> sample(int row) {
        var pointer = SAMPLES + "/" + row;
        var name = "Sample " + (row + 1) + ": ";
        return Stream.of(
                field(pointer + "/minutes", name + "minutes after the drink", "", NUMBER),
                choice(pointer + "/comparator", name + "exact or a limit", SELECT, EXACT_OR_LIMIT),
                field(pointer + "/value", name + "value", "", NUMBER));
    }

    private static FormField unit(String pointer, String... units) {
        return choice(
                pointer + "/unit",
                "Unit",
                SELECT,
                Stream.concat(
                                Stream.of(new Choice("", "Choose the unit the laboratory gave")),
                                Arrays.stream(units).map(unit -> new Choice(unit, unit)))
                        .toList());
    }

    private static FormField comparator(String pointer) {
        return choice(pointer + "/comparator", "Exact or a limit", SELECT, EXACT_OR_LIMIT);
    }

    private static FormField onInsulin(String pointer) {
        return yesOrNo(pointer + "/onInsulinWhenTaken", "Treated with insulin when it was taken");
    }
}
