package uk.nsirs.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic patients: NHS numbers 999 000 00xx where one is needed, else none; invented names. */
final class Patients {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Patients() {}

    /** A referral that meets the criteria by acanthosis nigricans, of a patient nobody else has. */
    static ObjectNode andreaWithTypeBInsulinResistance() {
        var referral = read(
                """
                {
                  "intent": "REFERRAL", "priority": "ROUTINE", "channel": "ONLINE",
                  "referrer": {"organisation": "RJZ", "team": "Diabetes and endocrinology",
                    "clinicianName": "Dr A Example", "role": "Consultant diabetologist",
                    "email": "diabetes.referrals@trust.example", "localReference": "DX-1042"},
                  "rtt": {"clockStartOn": "2026-01-14"},
                  "patient": {"familyName": "Testpatient", "givenName": "Ada", "dateOfBirth": "1996-02-11",
                    "sex": "FEMALE"},
                  "clinical": {"syndrome": "NONE", "lipodystrophy": "NOT_DIAGNOSED",
                    "unexplainedSevereInsulinResistance": true, "obesityIsPrimaryCause": false,
                    "acanthosisNigricans": true, "bmi": 22.9, "onExogenousInsulin": true,
                    "insulinUnitsPerDay": 640, "insulinStrengthUnitsPerMl": 200, "rapidOnset": true,
                    "weightLoss": true}
                }
                """);
        patient(referral).put("familyName", "Testpatient" + letters(NUMBER.incrementAndGet()));
        return referral;
    }

    /** The first published case: familial partial lipodystrophy, diabetes and triglycerides hard to control. */
    static ObjectNode karenWithFamilialPartialLipodystrophy() {
        return somebody(
                "1972-05-03",
                """
                {"syndrome": "NONE", "lipodystrophy": "PARTIAL", "bmi": 21.5, "onExogenousInsulin": false,
                  "hba1c": {"value": 64, "unit": "mmol/mol"},
                  "triglycerides": {"value": 7.3, "unit": "mmol/L", "fasting": true}}
                """);
    }

    /** The second: acquired generalised lipodystrophy, nine injections a day, hypoglycaemia. */
    static ObjectNode lynneWithAcquiredGeneralisedLipodystrophy() {
        return somebody(
                "1975-03-21",
                """
                {"syndrome": "NONE", "lipodystrophy": "GENERALISED", "bmi": 19.5, "onExogenousInsulin": true,
                  "insulinUnitsPerDay": 152, "insulinInjectionsPerDay": 9, "pancreatitis": true,
                  "hba1c": {"value": 43, "unit": "mmol/mol"}}
                """);
    }

    /** The third: familial partial lipodystrophy without a gene, more than 150 units of insulin a day. */
    static ObjectNode barbaraWithPartialLipodystrophy() {
        return somebody(
                "1973-08-30",
                """
                {"syndrome": "NONE", "lipodystrophy": "PARTIAL", "bmi": 28, "onExogenousInsulin": true,
                  "insulinUnitsPerDay": 160, "hba1c": {"value": 75, "unit": "mmol/mol"}}
                """);
    }

    /** Somebody with a relative who has a diagnosed syndrome, referred by this trust. */
    static ObjectNode aRelative(String born, String organisation) {
        var referral = somebody(
                born,
                """
                {"syndrome": "NONE", "lipodystrophy": "PARTIAL", "bmi": 24, "knownFamilyMember": true}
                """);
        referrer(referral).put("organisation", organisation);
        return referral;
    }

    /** A woman with these clinical facts. */
    private static ObjectNode somebody(String born, String clinical) {
        var referral = andreaWithTypeBInsulinResistance();
        patient(referral).put("dateOfBirth", born);
        referral.set("clinical", read(clinical));
        return referral;
    }

    /** A referral on which nothing clinical is known. */
    static ObjectNode somebodyOfWhomNothingIsKnown() {
        var referral = andreaWithTypeBInsulinResistance();
        referral.putObject("clinical");
        return referral;
    }

    /** A request for advice. */
    static ObjectNode aRequestForAdvice() {
        var referral = andreaWithTypeBInsulinResistance();
        referral.put("intent", "ADVICE");
        return referral;
    }

    static ObjectNode patient(ObjectNode referral) {
        return (ObjectNode) referral.get("patient");
    }

    static ObjectNode clinical(ObjectNode referral) {
        return (ObjectNode) referral.get("clinical");
    }

    static ObjectNode referrer(ObjectNode referral) {
        return (ObjectNode) referral.get("referrer");
    }

    private static String letters(int number) {
        var letters = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) Caller.JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
