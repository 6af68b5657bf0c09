package uk.nsirs.intake.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Information;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Withdrawal;
import uk.nsirs.intake.access.SignedIn;
import uk.nsirs.intake.api.IdempotentCalls.Call;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Sender;
import uk.nsirs.intake.referral.SubmitReferral;
import uk.nsirs.intake.referral.SupplyInformation;
import uk.nsirs.intake.referral.WithdrawReferral;

/** What referrers send. */
@Hidden
@RestController
@RequestMapping(path = "/api/referrals", consumes = MediaType.APPLICATION_JSON_VALUE)
class ReferralController {

    private final ReferralReader reader;
    private final IdempotentCalls calls;
    private final Answers answers;
    private final SubmitReferral submitReferral;
    private final SupplyInformation supplyInformation;
    private final WithdrawReferral withdrawReferral;

    ReferralController(
            Clock clock,
            AllowedMailboxes mailboxes,
            IdempotentCalls calls,
            Answers answers,
            SubmitReferral submitReferral,
            SupplyInformation supplyInformation,
            WithdrawReferral withdrawReferral) {
        this.reader = new ReferralReader(clock, mailboxes);
        this.calls = calls;
        this.answers = answers;
        this.submitReferral = submitReferral;
        this.supplyInformation = supplyInformation;
        this.withdrawReferral = withdrawReferral;
    }

    /** The answer to a submission. Says nothing of other referrals, whoever's they are. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SubmittedView(ReferralReference reference, ReferralStatus status, Instant submittedAt, List<Fault> flags) {}

    /** The answer to a check that stores nothing. */
    record ValidView(boolean valid, List<Fault> flags) {}

    record SuppliedView(ReferralReference reference, UUID informationId, ReferralStatus status, Instant suppliedAt) {}

    record WithdrawnView(ReferralReference reference, ReferralStatus status, Instant withdrawnAt) {}

    @PostMapping
    ResponseEntity<byte[]> submit(
            @RequestParam Optional<String> validateOnly, Authentication authentication, HttpServletRequest request)
            throws IOException {
        var sender = SignedIn.sender(authentication);
        var checkOnly = isCheckOnly(validateOnly);
        var call = Call.of(sender.account(), request);
        return answered(
                OwnOrganisation.checked(sender.organisation(), call.body(), reader.readReferral(call.body())),
                valid -> checkOnly
                        ? answers.of(HttpStatus.OK, new ValidView(true, valid.flags()))
                        : calls.answer(call, () -> submitted(sender, valid)));
    }

    /** What is not plainly a no must not store anything: whoever writes {@code ?validateOnly} wants a check. */
    private static boolean isCheckOnly(Optional<String> validateOnly) {
        return switch (validateOnly.orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new RefusedRequestException(Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "Not readable",
                        "A parameter of the request cannot be read. Nothing was stored.",
                        List.of(new Fault("", "INVALID_PARAMETER", "validateOnly is true or false."))));
        };
    }

    private Answer submitted(Sender sender, Reading.Valid<Referral> valid) {
        var submitted = submitReferral.submit(sender, valid.value(), valid.flags());
        return answers.created(
                "/api/referrals/" + submitted.reference(),
                new SubmittedView(submitted.reference(), submitted.status(), submitted.submittedAt(), valid.flags()));
    }

    @PostMapping("/{reference}/information")
    ResponseEntity<byte[]> supply(
            @PathVariable String reference, Authentication authentication, HttpServletRequest request)
            throws IOException {
        var sender = SignedIn.sender(authentication);
        var call = Call.of(sender.account(), request);
        return answered(
                reader.readInformation(call.body()),
                valid -> about(reference, call, known -> supplied(sender, known, valid.value())));
    }

    private Answer supplied(Sender sender, ReferralReference reference, Information information) {
        var outcome = supplyInformation.supply(sender, reference, information);
        if (outcome instanceof SupplyInformation.Outcome.Supplied supplied) {
            return answers.of(
                    HttpStatus.OK,
                    new SuppliedView(
                            supplied.reference(), supplied.informationId(), supplied.status(), supplied.suppliedAt()));
        }
        return outcome instanceof SupplyInformation.Outcome.Closed closed
                ? answers.closed(closed.status())
                : answers.notFound();
    }

    @PostMapping("/{reference}/withdrawal")
    ResponseEntity<byte[]> withdraw(
            @PathVariable String reference, Authentication authentication, HttpServletRequest request)
            throws IOException {
        var sender = SignedIn.sender(authentication);
        var call = Call.of(sender.account(), request);
        return answered(
                reader.readWithdrawal(call.body()),
                valid -> about(reference, call, known -> withdrawn(sender, known, valid.value())));
    }

    private Answer withdrawn(Sender sender, ReferralReference reference, Withdrawal withdrawal) {
        var outcome = withdrawReferral.withdraw(sender, reference, withdrawal);
        if (outcome instanceof WithdrawReferral.Outcome.Withdrawn withdrawn) {
            return answers.of(
                    HttpStatus.OK,
                    new WithdrawnView(withdrawn.reference(), withdrawn.status(), withdrawn.withdrawnAt()));
        }
        if (outcome instanceof WithdrawReferral.Outcome.Closed closed) {
            return answers.closed(closed.status());
        }
        return outcome instanceof WithdrawReferral.Outcome.DeathKnown ? answers.deathKnown() : answers.notFound();
    }

    private <T> ResponseEntity<byte[]> answered(Reading<T> reading, Function<Reading.Valid<T>, Answer> onValid) {
        var answer = reading instanceof Reading.Valid<T> valid
                ? onValid.apply(valid)
                : answers.refused(((Reading.Invalid<T>) reading).faults());
        return answer.asResponse();
    }

    private Answer about(String reference, Call call, Function<ReferralReference, Answer> onKnown) {
        return calls.answer(
                call, () -> ReferralReference.parse(reference).map(onKnown).orElseGet(answers::notFound));
    }
}
