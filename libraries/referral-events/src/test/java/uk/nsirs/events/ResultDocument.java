package uk.nsirs.events;

import java.util.EnumMap;
import java.util.Map;

/** Reports about Ada as JSON, one of each kind, that a test bends before it is sent. */
final class ResultDocument {

    private static final Map<ResultKind, String> PAYLOADS = new EnumMap<>(Map.of(
            ResultKind.LABORATORY,
            """
            "takenOn": "2026-11-20", "laboratory": "Example laboratory", "measurements": [
              {"analyte": "FASTING_INSULIN", "value": 310.5, "unit": "mU/L", "onInsulinWhenTaken": false},
              {"analyte": "ADIPONECTIN", "value": 18.20, "unit": "mg/L", "comparator": ">", "takenOn": "2026-11-19"},
              {"analyte": "TRIGLYCERIDES", "value": 5.1, "unit": "mmol/L", "fasting": true}]
            """,
            ResultKind.IMAGING,
            """
            "takenOn": "2026-11-20", "kind": "LIVER_MRI", "liverFatPercent": 14.5, "liverStiffnessKpa": 3.10
            """,
            ResultKind.GENETIC_TEST,
            """
            "takenOn": "2026-11-20", "result": "LIKELY_PATHOGENIC", "gene": "LMNA", "hgvs": "NM_170707.4:c.1444C>T",
            "zygosity": "HETEROZYGOUS", "testCode": "R158.1"
            """,
            ResultKind.RECEPTOR_ANTIBODY,
            """
            "takenOn": "2026-11-20", "result": "HIGH"
            """,
            ResultKind.FUNDING_DECISION,
            """
            "decision": "APPROVED"
            """,
            ResultKind.APPOINTMENT,
            """
            "appointmentStatus": "BOOKED", "type": "NEW", "mode": "FACE_TO_FACE", "startsAt": "2027-07-01T09:30:00+01:00"
            """,
            ResultKind.DETERIORATION,
            """
            "severeHypoglycaemia": true, "on": "2026-11-22"
            """));

    private ResultDocument() {}

    static ReferralDocument of(ResultKind kind) {
        return ReferralDocument.of(
                """
                {"resultId": "LAB-2026-118.3", "version": 1, "status": "FINAL", "reference": "NSIRS-2026-7K3QXT",
                 "orderId": "NSIRS-2026-7K3QXT-3",
                 "subject": {"nhsNumber": "999 000 0018", "dateOfBirth": "1996-02-11"},
                """
                        + PAYLOADS.get(kind) + "}");
    }
}
