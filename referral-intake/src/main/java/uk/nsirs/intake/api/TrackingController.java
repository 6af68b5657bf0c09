package uk.nsirs.intake.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.Fault;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.access.SignedIn;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.tracking.ReferralViews;
import uk.nsirs.intake.tracking.ReferralViews.LetterSummary;
import uk.nsirs.intake.tracking.ReferralViews.Position;
import uk.nsirs.intake.tracking.ReferralViews.Summary;

/** What referrers see. */
@Hidden
@RestController
@RequestMapping("/api/referrals")
class TrackingController {

    private static final int MOST = 100;

    private final ReferralViews views;
    private final Answers answers;

    TrackingController(ReferralViews views, Answers answers) {
        this.views = views;
        this.answers = answers;
    }

    /**
     * @param next cursor of the next page; null where this is the last one for now
     */
    record Page(List<Summary> referrals, String next) {}

    record Letters(List<LetterSummary> letters) {}

    record LetterView(@JsonUnwrapped LetterSummary summary, String body) {}

    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam Optional<String> status,
            @RequestParam Optional<String> changedSince,
            @RequestParam Optional<String> limit,
            @RequestParam Optional<String> cursor,
            Authentication authentication) {
        var faults = new ArrayList<Fault>();
        var wantedStatus = status.flatMap(text -> status(text, faults));
        var since = changedSince.flatMap(text -> moment(text, faults));
        int wanted = limit.map(text -> number(text, faults)).orElse(MOST / 2);
        var after = cursor.flatMap(text -> position(text, faults));
        if (!faults.isEmpty()) {
            return answers.problem(Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "Not readable",
                            "A parameter of the request cannot be read.",
                            faults))
                    .asResponse();
        }
        var organisation = SignedIn.sender(authentication).organisation();
        var found = views.list(organisation, wantedStatus, since, after, wanted + 1);
        var page = found.size() > wanted ? found.subList(0, wanted) : found;
        return tagged(new Page(page, found.size() > wanted ? cursorAfter(page.get(page.size() - 1)) : null));
    }

    @GetMapping("/{reference}")
    ResponseEntity<byte[]> one(@PathVariable String reference, Authentication authentication) {
        return found(ReferralReference.parse(reference)
                .flatMap(known ->
                        views.find(known, SignedIn.sender(authentication).organisation())));
    }

    @GetMapping("/{reference}/letters")
    ResponseEntity<byte[]> letters(@PathVariable String reference, Authentication authentication) {
        return found(ReferralReference.parse(reference)
                .flatMap(known ->
                        views.letters(known, SignedIn.sender(authentication).organisation()))
                .map(Letters::new));
    }

    @GetMapping("/{reference}/letters/{letterId}")
    ResponseEntity<byte[]> letter(
            @PathVariable String reference, @PathVariable String letterId, Authentication authentication) {
        return found(ReferralReference.parse(reference)
                .flatMap(known -> uuid(letterId).flatMap(id -> views.read(known, id, SignedIn.sender(authentication))))
                .map(letter -> new LetterView(letter.summary(), letter.body())));
    }

    private ResponseEntity<byte[]> found(Optional<?> view) {
        return view.map(this::tagged).orElseGet(() -> answers.notFound().asResponse());
    }

    /** Spring compares the tag with If-None-Match and answers 304 where they are equal. */
    private ResponseEntity<byte[]> tagged(Object view) {
        var body = answers.bytes(view);
        return ResponseEntity.ok()
                .eTag(tagOf(body))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private static String tagOf(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static Optional<ReferralStatus> status(String text, List<Fault> faults) {
        var known = Arrays.stream(ReferralStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst();
        if (known.isEmpty()) {
            faults.add(new Fault(
                    "",
                    "INVALID_PARAMETER",
                    "status is one of "
                            + Arrays.stream(ReferralStatus.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        return known;
    }

    private static Optional<Instant> moment(String text, List<Fault> faults) {
        try {
            var moment = Instant.parse(text);
            if (isStorable(moment)) {
                return Optional.of(moment);
            }
        } catch (DateTimeException notAMoment) {
            // Answered below, like one that is out of range.
        }
        faults.add(
                new Fault("", "INVALID_PARAMETER", "changedSince is a moment in UTC, such as 2026-09-14T08:30:00Z."));
        return Optional.empty();
    }

    /** PostgreSQL's calendar ends before Java's does. */
    private static boolean isStorable(Instant moment) {
        return moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
    }

    private static int number(String text, List<Fault> faults) {
        if (text.matches("\\d{1,3}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        faults.add(new Fault("", "INVALID_PARAMETER", "limit is a number from 1 to " + MOST + "."));
        return 1;
    }

    private static String cursorAfter(Summary last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.changedAt() + "|" + last.reference()).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Position> position(String cursor, List<Fault> faults) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 2);
            var changedAt = Instant.parse(parts[0]);
            if (parts.length == 2 && isStorable(changedAt)) {
                return Optional.of(
                        new Position(changedAt, ReferralReference.of(parts[1]).value()));
            }
        } catch (IllegalArgumentException | DateTimeException notACursor) {
            // Answered below.
        }
        faults.add(new Fault("", "INVALID_PARAMETER", "cursor is the value of next of the page before."));
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
