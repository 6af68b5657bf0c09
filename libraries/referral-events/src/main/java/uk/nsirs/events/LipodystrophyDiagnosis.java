package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who diagnosed lipodystrophy, when and on what features (REF-14).
 *
 * @param by who, or null
 * @param on when, or null
 * @param features on what features, in the clinician's words, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LipodystrophyDiagnosis(String by, PartialDate on, String features) {

    /** Hides the clinician's words, which may name the patient. */
    @Override
    public String toString() {
        return "LipodystrophyDiagnosis[hidden]";
    }
}
