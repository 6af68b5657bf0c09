package uk.nsirs.intake.contact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.nsirs.intake.contact.FormField.Kind;

/** Pages as somebody fills them in. */
final class Filled {

    private Filled() {}

    /** Every field says something, and nothing that would be refused. */
    static Typed everything() {
        var values = new HashMap<String, List<String>>();
        ReferralForm.fields().forEach(field -> {
            if (field.isDate()) {
                date(values, field, "2026-05-20");
            } else {
                values.put(field.pointer(), List.of(example(field)));
            }
        });
        date(values, field("/patient/dateOfBirth"), "1996-02-11");
        compared(values);
        return new Typed(values);
    }

    private static String example(FormField field) {
        var rows = field.pointer().matches(ReferralForm.SAMPLES + "/\\d/minutes");
        return switch (field.pointer()) {
            case "/referrer/organisation", "/rtt/issuer", "/patient/gpPractice" -> "RJZ";
            case "/referrer/email" -> "team@trust.example";
            case "/patient/nhsNumber" -> "999 000 0018";
            case "/referrer/localReference" -> "DX-1042";
            case "/patient/postcode" -> "LS1 4AP";
            case "/clinical/heightCm" -> "170";
            default ->
                rows
                        ? String.valueOf(30 * (field.pointer().charAt(ReferralForm.SAMPLES.length() + 1) - '0'))
                        : switch (field.kind()) {
                            case NUMBER -> "10";
                            case YES_NO -> "true";
                            case RADIOS, SELECT, CHECKBOXES ->
                                field.choices().get(field.choices().size() - 1).value();
                            default -> "Some words";
                        };
        };
    }

    static Typed asLittleAsPossible() {
        return littleAnd();
    }

    /**
     * What has to be said, and these.
     *
     * @param more names and values in turn
     */
    static Typed littleAnd(String... more) {
        var values = new HashMap<String, List<String>>();
        values.put("/intent", List.of("REFERRAL"));
        values.put("/referrer/organisation", List.of("RJZ"));
        values.put("/referrer/clinicianName", List.of("Dr A Example"));
        values.put("/referrer/email", List.of("team@trust.example"));
        values.put("/patient/familyName", List.of("Testpatient"));
        values.put("/patient/givenName", List.of("Ada"));
        compared(values);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], List.of(more[i + 1]));
        }
        return new Typed(values);
    }

    /** Exactly what this referral says, which has no samples of a glucose tolerance test. */
    static Typed with(JsonNode referral) {
        var values = new HashMap<String, List<String>>();
        ReferralForm.fields().forEach(field -> {
            var value = referral.at(field.pointer().replace("*", "0"));
            if (value.isMissingNode() || value.isNull()) {
                return;
            }
            if (field.isDate()) {
                date(values, field, value.asText());
            } else if (field.kind() == Kind.CHECKBOXES) {
                var ticked = new ArrayList<String>();
                value.forEach(each -> ticked.add(each.asText()));
                values.put(field.pointer(), ticked);
            } else {
                values.put(field.pointer(), List.of(value.asText()));
            }
        });
        compared(values);
        return new Typed(values);
    }

    private static FormField field(String pointer) {
        return ReferralForm.fields()
                .filter(field -> field.pointer().equals(pointer))
                .findFirst()
                .orElseThrow();
    }

    private static void date(Map<String, List<String>> values, FormField field, String date) {
        var parts = date.split("-");
        var names = List.of("year", "month", "day");
        for (int i = 0; i < parts.length; i++) {
            values.put(field.pointer() + "/" + names.get(i), List.of(parts[i]));
        }
    }

    private static void compared(Map<String, List<String>> values) {
        values.put(TranscriptionForm.COMPARED, List.of("yes"));
    }
}
