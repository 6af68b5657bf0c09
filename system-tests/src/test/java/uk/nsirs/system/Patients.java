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
