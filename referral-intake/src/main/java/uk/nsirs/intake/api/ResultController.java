package uk.nsirs.intake.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.events.Fault;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Reading;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ReportedResult;
import uk.nsirs.events.ResultKind;
import uk.nsirs.events.ResultReader;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.intake.access.SignedIn;
import uk.nsirs.intake.api.IdempotentCalls.Call;
import uk.nsirs.intake.results.ReceiveResult;
import uk.nsirs.intake.results.ReceiveResult.Outcome;

/** What laboratories, funders, booking systems and trusts report. Which account may report what is in its security. */
@Hidden
@RestController
@RequestMapping(path = "/api/results", consumes = MediaType.APPLICATION_JSON_VALUE)
class ResultController {

    private final ResultReader reader;
    private final IdempotentCalls calls;
    private final Answers answers;
    private final ReceiveResult receiveResult;
    private final Clock clock;

    ResultController(Clock clock, IdempotentCalls calls, Answers answers, ReceiveResult receiveResult) {
        this.reader = new ResultReader(clock);
        this.calls = calls;
        this.answers = answers;
        this.receiveResult = receiveResult;
        this.clock = clock;
    }

    /** The answer to a report: this version is kept. The same version with the same content gets the same answer. */
    record ReceivedView(
            String resultId, int version, ResultStatus status, ReferralReference reference, Instant receivedAt) {}

    @PostMapping("/laboratory")
    ResponseEntity<byte[]> laboratory(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.LABORATORY, who, request);
    }

    @PostMapping("/imaging")
    ResponseEntity<byte[]> imaging(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.IMAGING, who, request);
    }

    @PostMapping("/genetic-tests")
    ResponseEntity<byte[]> geneticTest(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.GENETIC_TEST, who, request);
    }

    @PostMapping("/receptor-antibodies")
    ResponseEntity<byte[]> receptorAntibody(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.RECEPTOR_ANTIBODY, who, request);
    }

    @PostMapping("/funding-decisions")
    ResponseEntity<byte[]> fundingDecision(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.FUNDING_DECISION, who, request);
    }

    @PostMapping("/appointments")
    ResponseEntity<byte[]> appointment(Authentication who, HttpServletRequest request) throws IOException {
        return fromSystem(ResultKind.APPOINTMENT, who, request);
    }

    /** A trust reports on its own referrals only. */
    @PostMapping("/deteriorations")
    ResponseEntity<byte[]> deterioration(Authentication who, HttpServletRequest request) throws IOException {
        var sender = SignedIn.sender(who);
        return receive(ResultKind.DETERIORATION, sender.account(), Optional.of(sender.organisation()), request);
    }

    private ResponseEntity<byte[]> fromSystem(ResultKind kind, Authentication who, HttpServletRequest request)
            throws IOException {
        return receive(kind, SignedIn.account(who), Optional.empty(), request);
    }

    private ResponseEntity<byte[]> receive(
            ResultKind kind, String account, Optional<OdsCode> organisation, HttpServletRequest request)
            throws IOException {
        var call = Call.of(account, request);
        var reading = reader.read(kind, call.body(), account, clock.instant().truncatedTo(ChronoUnit.MICROS));
        var answer = reading instanceof Reading.Valid<ReportedResult> valid
                ? calls.answer(call, () -> answer(receiveResult.receive(kind, valid.value(), organisation)))
                : answers.refused(((Reading.Invalid<ReportedResult>) reading).faults());
        return answer.asResponse();
    }

    private Answer answer(Outcome outcome) {
        if (outcome instanceof Outcome.Received received) {
            var event = received.event();
            return answers.created(
                    null,
                    new ReceivedView(
                            event.resultId(),
                            event.version(),
                            event.status(),
                            event.reference(),
                            received.receivedAt()));
        }
        if (outcome instanceof Outcome.NotNewer held) {
            return answers.notNewer(held.highest());
        }
        if (outcome instanceof Outcome.AnotherReport) {
            return answers.anotherReport();
        }
        if (outcome instanceof Outcome.IdNamesPatient) {
            return answers.refused(
                    List.of(new Fault("/resultId", "IDENTIFIES_PATIENT", "Must not hold the patient's NHS number.")));
        }
        if (outcome instanceof Outcome.Closed closed) {
            return answers.closed(closed.status());
        }
        return answers.noMatch(((Outcome.NoMatch) outcome).noted());
    }
}
