package uk.nsirs.intake.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.Fault;
import uk.nsirs.intake.referral.ReferralStatus;

/** Words the answers. */
@Component
class Answers {

    private final ObjectMapper mapper;

    Answers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Answer of(HttpStatus status, Object body) {
        return new Answer(status.value(), null, bytes(body));
    }

    Answer created(String location, Object body) {
        return new Answer(HttpStatus.CREATED.value(), location, bytes(body));
    }

    Answer problem(ProblemDetail problem) {
        return new Answer(problem.getStatus(), null, bytes(problem));
    }

    /** The document was refused: {@code 400} where it is no JSON, {@code 422} where its content is at fault. */
    Answer refused(List<Fault> faults) {
        var status = statusOf(faults);
        var title =
                switch (status) {
                    case BAD_REQUEST -> "Not JSON";
                    case PAYLOAD_TOO_LARGE -> "Too large";
                    default -> "Not acceptable as it is";
                };
        var detail = faults.size() == 1
                ? "One thing has to be put right. Nothing was stored."
                : faults.size() + " things have to be put right. Nothing was stored.";
        return problem(Problems.of(status, title, detail, faults));
    }

    Answer closed(ReferralStatus status) {
        return conflict(
                "Referral closed",
                switch (status) {
                    case WITHDRAWN ->
                        "This referral is closed: it was withdrawn. If it is needed again, please send a new referral.";
                    case NOT_ACCEPTED ->
                        "This referral is closed: it was not accepted. The letter says why. If things have changed,"
                                + " please send a new referral.";
                    case ADVICE_GIVEN ->
                        "This referral is closed: advice was given, and a letter holds it. If there is more to ask,"
                                + " please send a new request.";
                    default -> "This referral is closed. If it is needed again, please send a new referral.";
                },
                new Fault("", "REFERRAL_CLOSED", "The referral is closed."));
    }

    Answer deathKnown() {
        return conflict(
                "Known already",
                "We already know that the patient died. Nothing more is needed.",
                new Fault("", "DEATH_REPORTED_BEFORE", "The death was reported before."));
    }

    /** The same for a reference that does not exist and for another trust's. */
    Answer notFound() {
        return problem(Problems.of(
                HttpStatus.NOT_FOUND, "Not found", "Your organisation has no referral with this reference."));
    }

    /**
     * One answer for a reference that does not exist, another trust's and another patient's, so that nobody learns which
     * references there are or who a patient is.
     *
     * @param noted whether the service was told of it
     */
    Answer noMatch(boolean noted) {
        var problem = Problems.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "No such referral of this patient",
                "Reference and subject do not belong together as far as we know. Nothing was filed. Please check both; it"
                        + " helps to send the NHS number and the date of birth.",
                List.of(new Fault(
                        "/reference", "NO_MATCH", "No referral with this reference is known for this subject.")));
        return new Answer(problem.getStatus(), null, bytes(problem), noted);
    }

    Answer notNewer(int highest) {
        return conflict(
                "Not newer",
                "Version " + highest + " of this report is held. What replaces it needs a higher version. Nothing was"
                        + " stored.",
                new Fault(
                        "/version",
                        "VERSION_NOT_HIGHER",
                        "Must be higher than " + highest + ", or the same report again."));
    }

    Answer anotherReport() {
        return conflict(
                "Id used before",
                "This resultId was given to a report of another kind or referral before. Cancel that one with a higher"
                        + " version, and send this one with an id of its own. Nothing was stored.",
                new Fault("/resultId", "RESULT_ID_REUSED", "The id belongs to another report."));
    }

    private Answer conflict(String title, String detail, Fault fault) {
        return problem(Problems.of(HttpStatus.CONFLICT, title, detail, List.of(fault)));
    }

    private static HttpStatus statusOf(List<Fault> faults) {
        // Each of these stands alone: of a document that is no JSON nothing else is known.
        return switch (faults.get(0).code()) {
            case "EMPTY", "INVALID_UTF8", "BYTE_ORDER_MARK", "INVALID_JSON", "TRAILING_CONTENT" ->
                HttpStatus.BAD_REQUEST;
            case "TOO_LARGE" -> HttpStatus.PAYLOAD_TOO_LARGE;
            default -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
    }

    byte[] bytes(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer could not be written", impossible);
        }
    }
}
