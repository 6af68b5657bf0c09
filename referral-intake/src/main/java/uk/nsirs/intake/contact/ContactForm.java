package uk.nsirs.intake.contact;

import static uk.nsirs.intake.contact.FormField.Kind.DATE;
import static uk.nsirs.intake.contact.FormField.Kind.LINE;
import static uk.nsirs.intake.contact.FormField.Kind.RADIOS;
import static uk.nsirs.intake.contact.FormField.Kind.TEXT;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Channel;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.intake.contact.FormField.Choice;

/** The page on which a contact is taken down. */
@Component
class ContactForm {

    static final FormField CHANNEL = new FormField(
            "/channel",
            "How it reached the service",
            "",
            RADIOS,
            List.of(
                    new Choice(Channel.TELEPHONE.name(), "By telephone"),
                    new Choice(Channel.EMAIL.name(), "By e-mail"),
                    new Choice(Channel.LETTER.name(), "By letter")));

    static final FormField RECEIVED_ON = new FormField("/receivedOn", "On which day", "", DATE, List.of());

    static final FormField RECEIVED_AT =
            new FormField("/receivedAt", "At what time", "24-hour clock, such as 14:30.", LINE, List.of());

    static final FormField NOTE = new FormField(
            "/note",
            "Note for whoever writes the referral down (optional)",
            "Shown on the page of this contact only; not part of the referral.",
            TEXT,
            List.of());

    static final List<FormField> FIELDS = Stream.of(
                    List.of(CHANNEL, RECEIVED_ON, RECEIVED_AT), ReferralForm.REFERRER, List.of(NOTE))
            .flatMap(List::stream)
            .toList();

    private static final int LONGEST_NOTE = 4_000;

    /** Older letters exist; an older date is a slip of the pen. */
    private static final Period OLDEST = Period.ofYears(1);

    private final ReferralReader reader;
    private final Clock clock;

    ContactForm(Clock clock, AllowedMailboxes mailboxes) {
        this.reader = new ReferralReader(clock, mailboxes);
        this.clock = clock;
    }

    /**
     * What was made of a page.
     *
     * @param details empty where there are faults
     */
    record Read(Optional<ContactDetails> details, List<PageFault> faults) {}

    /** The page before anything is typed: it came now. */
    Typed empty() {
        var now = now();
        return new Typed(Map.of(
                RECEIVED_ON.pointer() + "/day",
                List.of(String.valueOf(now.getDayOfMonth())),
                RECEIVED_ON.pointer() + "/month",
                List.of(String.valueOf(now.getMonthValue())),
                RECEIVED_ON.pointer() + "/year",
                List.of(String.valueOf(now.getYear())),
                RECEIVED_AT.pointer(),
                List.of("%02d:%02d".formatted(now.getHour(), now.getMinute()))));
    }

    /** What was typed, or everything that is wrong with it. */
    Read read(Typed typed) {
        var faults = new ArrayList<PageFault>();
        var channel = channel(typed, faults);
        var receivedAt = receivedAt(typed, faults);
        var referrer = referral(typed, faults).map(Referral::referrer);
        var note = note(typed, faults);
        return new Read(
                faults.isEmpty()
                        ? Optional.of(new ContactDetails(
                                channel.orElseThrow(),
                                receivedAt.orElseThrow(),
                                referrer.orElseThrow(),
                                note.orElse(null)))
                        : Optional.empty(),
                faults);
    }

    private static Optional<Channel> channel(Typed typed, List<PageFault> faults) {
        var channel = CHANNEL.choices().stream()
                .map(Choice::value)
                .filter(typed.text(CHANNEL.pointer())::equals)
                .map(Channel::valueOf)
                .findFirst();
        if (channel.isEmpty()) {
            faults.add(PageFault.of(CHANNEL, "Choose one of the answers."));
        }
        return channel;
    }

    private Optional<Instant> receivedAt(Typed typed, List<PageFault> faults) {
        var before = faults.size();
        var day = day(typed, faults);
        var time = time(typed, faults);
        if (faults.size() > before) {
            return Optional.empty();
        }
        var now = now();
        var received = LocalDateTime.of(day.orElseThrow(), time.orElseThrow()).atZone(PageWords.ENGLAND);
        if (received.isAfter(now)) {
            faults.add(PageFault.of(
                    received.toLocalDate().isAfter(now.toLocalDate()) ? RECEIVED_ON : RECEIVED_AT,
                    "Must not be in the future."));
        } else if (received.isBefore(now.minus(OLDEST))) {
            faults.add(PageFault.of(RECEIVED_ON, "Must not be more than a year ago."));
        }
        return Optional.of(received.toInstant());
    }

    private static Optional<LocalDate> day(Typed typed, List<PageFault> faults) {
        try {
            return Optional.of(LocalDate.parse(
                    typed.json(RECEIVED_ON).map(date -> date.textValue()).orElse("")));
        } catch (DateTimeException notInTheCalendar) {
            faults.add(PageFault.of(RECEIVED_ON, PageFault.NO_DATE));
            return Optional.empty();
        }
    }

    private static Optional<LocalTime> time(Typed typed, List<PageFault> faults) {
        try {
            return Optional.of(LocalTime.parse(typed.text(RECEIVED_AT.pointer()).strip()));
        } catch (DateTimeException notATime) {
            faults.add(PageFault.of(RECEIVED_AT, "Must be a time with hours and minutes, such as 09:05 or 14:30."));
            return Optional.empty();
        }
    }

    /**
     * The reader judges whole referrals, so that a referrer is taken here exactly as in a referral. What nobody knows yet
     * is filled in: nothing but the referrer can be at fault.
     */
    private Optional<Referral> referral(Typed typed, List<PageFault> faults) {
        var document = new FormDocument(ReferralForm.REFERRER, typed);
        document.json()
                .put("intent", Intent.REFERRAL.name())
                .withObject("/patient")
                .put("familyName", "?")
                .put("givenName", "?");
        var reading = reader.readReferral(document.bytes());
        if (reading instanceof Reading.Invalid<Referral> invalid) {
            invalid.faults().forEach(fault -> faults.add(document.onPage(fault)));
            return Optional.empty();
        }
        return Optional.of(((Reading.Valid<Referral>) reading).value());
    }

    private static Optional<String> note(Typed typed, List<PageFault> faults) {
        var note = typed.text(NOTE.pointer()).strip();
        if (note.length() > LONGEST_NOTE) {
            faults.add(PageFault.of(NOTE, "Must have at most %,d characters.".formatted(LONGEST_NOTE)));
        }
        if (note.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            faults.add(PageFault.of(NOTE, "Must not hold control characters; line breaks and tabs are allowed."));
        }
        return Optional.of(note).filter(text -> !text.isEmpty());
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(PageWords.ENGLAND);
    }
}
