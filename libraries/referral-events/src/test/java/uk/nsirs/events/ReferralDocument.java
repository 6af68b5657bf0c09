package uk.nsirs.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;

/** A referral as JSON that a test bends before it is sent. */
final class ReferralDocument {

    /** Nothing about it is unusual: it raises no flag. */
    static final String ADA =
            """
            {
              "intent": "REFERRAL", "priority": "ROUTINE", "channel": "ONLINE",
              "referrer": {
                "organisation": "RJZ", "team": "Diabetes and endocrinology", "clinicianName": "Dr A Example",
                "role": "Consultant diabetologist", "email": "diabetes.referrals@trust.example", "telephone": null,
                "localReference": "DX-1042"
              },
              "rtt": {"clockStartOn": "2026-09-14", "pathwayIdentifier": null, "issuer": null},
              "patient": {
                "nhsNumber": "9990000018", "familyName": "Testpatient", "givenName": "Ada",
                "dateOfBirth": "1996-02-11", "sex": "FEMALE", "postcode": "LS1 4AP", "gpPractice": "B86000",
                "telephone": null, "parentOrCarer": null, "communicationNeeds": null, "interpreterLanguage": null
              },
              "clinical": {
                "syndrome": "NONE",
                "lipodystrophy": "NOT_DIAGNOSED",
                "lipodystrophyDiagnosis": {"by": null, "on": null, "features": null},
                "unexplainedSevereInsulinResistance": true, "otherCausesExcluded": ["PREGNANCY", "STEROIDS"],
                "obesityIsPrimaryCause": false, "acanthosisNigricans": true,
                "bmi": 23.1, "bmiZScore": null, "bmiZReference": null, "heightCm": 170, "weightKg": 66.8,
                "onExogenousInsulin": true, "insulinUnitsPerDay": 640, "insulinProduct": null,
                "insulinStrengthUnitsPerMl": 200, "insulinInjectionsPerDay": null, "severeHypoglycaemia": null,
                "fastingInsulin": {"value": 1840, "unit": "pmol/L", "takenOn": "2026-05-20",
                                   "onInsulinWhenTaken": false},
                "ogttInsulin": [{"value": 40, "unit": "mU/L", "minutes": 0, "onInsulinWhenTaken": false},
                                {"value": 310.5, "unit": "mU/L", "minutes": 120, "onInsulinWhenTaken": false}],
                "hba1c": {"value": 91, "unit": "mmol/mol"}, "fastingGlucose": {"value": 11.40, "unit": "mmol/L"},
                "cPeptide": null, "triglycerides": {"value": 1.1, "unit": "mmol/L", "fasting": true},
                "hdlCholesterol": {"value": 1.6, "unit": "mmol/L"}, "adiponectin": {"value": 18.2, "unit": "mg/L"},
                "leptin": {"value": 0.5, "unit": "ug/L"}, "shbg": {"value": 140, "unit": "nmol/L"}, "igfbp1": null,
                "alt": {"value": 31, "unit": "U/L", "laboratory": "Example laboratory"},
                "fattyLiver": null, "cardiomyopathy": null, "pancreatitis": null,
                "rapidOnset": true, "weightLoss": true, "hyperandrogenism": true, "systemicLupus": null,
                "autoimmuneDisease": null, "pregnant": false, "antidepressant": null,
                "diabetesDiagnosedOn": "2026-05", "currentTreatment": "insulin pump, metformin",
                "knownFamilyMember": false, "geneticResultKnown": null, "notes": "First line\\nSecond line <b>bold</b>"
              }
            }
            """;

    private final ObjectNode root;

    private ReferralDocument(ObjectNode root) {
        this.root = root;
    }

    static ReferralDocument ada() {
        return of(ADA);
    }

    static ReferralDocument of(String json) {
        try {
            return new ReferralDocument((ObjectNode) EventCodec.mapper().readTree(json));
        } catch (JsonProcessingException brokenFixture) {
            throw new IllegalArgumentException(brokenFixture);
        }
    }

    /** The same with {@code json}, put there as it is, at {@code pointer}. */
    ReferralDocument with(String pointer, String json) {
        var place = JsonPointer.compile(pointer);
        var parent = root.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
            array.insertRawValue(place.last().getMatchingIndex(), new RawValue(json));
        } else {
            ((ObjectNode) parent).putRawValue(place.last().getMatchingProperty(), new RawValue(json));
        }
        return this;
    }

    ReferralDocument without(String pointer) {
        var place = JsonPointer.compile(pointer);
        ((ObjectNode) root.at(place.head())).remove(place.last().getMatchingProperty());
        return this;
    }

    byte[] bytes() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
