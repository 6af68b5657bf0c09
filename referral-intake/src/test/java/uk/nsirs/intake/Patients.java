package uk.nsirs.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/** Referrals of people who do not exist. */
public final class Patients {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private Patients() {}

    /** Somebody new each time: a name and a number that nobody else has. */
    public static ObjectNode somebody() {
        int number = NEXT.getAndIncrement();
        var referral = referral();
        patient(referral).put("nhsNumber", nhsNumber(number)).put("familyName", "Testpatient" + letters(number));
        return referral;
    }

    public static ObjectNode patient(ObjectNode referral) {
        return (ObjectNode) referral.get("patient");
    }

    public static ObjectNode clinical(ObjectNode referral) {
        return (ObjectNode) referral.get("clinical");
    }

    public static ObjectNode referrer(ObjectNode referral) {
        return (ObjectNode) referral.get("referrer");
    }

    /** A valid NHS number from the range for tests, 999 at the front. */
    public static String nhsNumber(int serial) {
        for (int candidate = serial * 13; ; candidate++) {
            var nine = "999%06d".formatted(candidate % 1_000_000);
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (10 - i) * (nine.charAt(i) - '0');
            }
            int check = (11 - sum % 11) % 11;
            if (check != 10) {
                return nine + check;
            }
        }
    }

    private static String letters(int number) {
        var text = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            text.append((char) ('a' + rest % 26));
        }
        return text.toString();
    }

    private static ObjectNode referral() {
        try {
            return (ObjectNode)
                    Caller.JSON.readTree(
                            """
                    {
                      "intent": "REFERRAL", "priority": "ROUTINE", "channel": "ONLINE",
                      "referrer": {
                        "organisation": "RJZ", "team": "Diabetes and endocrinology", "clinicianName": "Dr A Example",
                        "role": "Consultant diabetologist", "email": "diabetes.referrals@trust.example",
                        "telephone": null, "localReference": "DX-1042"
                      },
                      "rtt": {"clockStartOn": "2026-09-14", "pathwayIdentifier": null, "issuer": null},
                      "patient": {
                        "nhsNumber": "9990000018", "familyName": "Testpatient", "givenName": "Ada",
                        "dateOfBirth": "1996-02-11", "sex": "FEMALE", "postcode": "LS1 4AP", "gpPractice": "B86000",
                        "telephone": null, "parentOrCarer": null, "communicationNeeds": null,
                        "interpreterLanguage": null
                      },
                      "clinical": {
                        "syndrome": "NONE", "lipodystrophy": "NOT_DIAGNOSED",
                        "unexplainedSevereInsulinResistance": true, "obesityIsPrimaryCause": false,
                        "acanthosisNigricans": true, "bmi": 23.1, "onExogenousInsulin": true,
                        "insulinUnitsPerDay": 640, "insulinStrengthUnitsPerMl": 200,
                        "fastingInsulin": {"value": 1840, "unit": "pmol/L", "takenOn": "2026-05-20",
                          "onInsulinWhenTaken": false},
                        "hba1c": {"value": 91, "unit": "mmol/mol"},
                        "diabetesDiagnosedOn": "2026-05", "notes": "Synthetic"
                      }
                    }""");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
