package uk.nsirs.intake.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;

/** A trust submits for its own organisation only. */
final class OwnOrganisation {

    private static final Fault ANOTHER = new Fault(
            "/referrer/organisation",
            "NOT_YOUR_ORGANISATION",
            "This account submits for its own organisation only: send that one's ODS code.");

    private OwnOrganisation() {}

    /** What was read, with the fault that the referral is another organisation's, beside all its other faults. */
    static Reading<Referral> checked(OdsCode own, byte[] body, Reading<Referral> reading) {
        if (reading instanceof Reading.Valid<Referral> valid) {
            return valid.value().referrer().organisation().equals(own)
                    ? valid
                    : new Reading.Invalid<>(List.of(ANOTHER));
        }
        var faults = ((Reading.Invalid<Referral>) reading).faults();
        if (organisationIn(body).filter(named -> !named.equals(own)).isEmpty()) {
            return reading;
        }
        var all = new ArrayList<>(faults);
        all.add(ANOTHER);
        return new Reading.Invalid<>(all);
    }

    /** The organisation a faulty document names, where it can be made out. */
    private static Optional<OdsCode> organisationIn(byte[] body) {
        try {
            return Optional.ofNullable(EventCodec.mapper().readTree(body))
                    .map(document -> document.at("/referrer/organisation"))
                    .filter(JsonNode::isTextual)
                    .map(node -> OdsCode.of(node.textValue()));
        } catch (IOException | IllegalArgumentException notReadable) {
            return Optional.empty();
        }
    }
}
