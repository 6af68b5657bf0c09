package uk.nsirs.intake.contact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Channel;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.events.Sex;

/** The page on which a referral is written down: judged by the same rules as what a trust sends itself. */
@Component
class TranscriptionForm {

    /** Stands for a second look: what was sent cannot be taken back from here. */
    static final String COMPARED = "/compared";

    private static final List<FormField> FIELDS = ReferralForm.fields().toList();

    private static final List<String> PLACES =
            FIELDS.stream().map(FormField::pointer).toList();

    private final ReferralReader reader;

    TranscriptionForm(Clock clock, AllowedMailboxes mailboxes) {
        this.reader = new ReferralReader(clock, mailboxes);
    }

    /**
     * What was made of a page.
     *
     * @param referral empty where there are faults
     */
    record Read(Optional<Reading.Valid<Referral>> referral, List<PageFault> faults) {}

    /** The page before anything is typed: what the contact knows, and what is so where nobody says otherwise. */
    Typed prefilled(Contact contact) {
        var referrer = contact.details().referrer();
        var values = new HashMap<String, List<String>>();
        values.put("/priority", List.of(Priority.ROUTINE.name()));
        values.put("/patient/sex", List.of(Sex.NOT_KNOWN.name()));
        values.put("/referrer/organisation", List.of(referrer.organisation().value()));
        values.put("/referrer/clinicianName", List.of(referrer.clinicianName()));
        values.put("/referrer/email", List.of(referrer.email().value()));
        putKnown(values, "/referrer/team", referrer.team());
        putKnown(values, "/referrer/role", referrer.role());
        putKnown(values, "/referrer/telephone", referrer.telephone());
        return new Typed(values);
    }

    private static void putKnown(Map<String, List<String>> values, String name, String value) {
        if (value != null) {
            values.put(name, List.of(value));
        }
    }

    /** What was typed, or everything that is wrong with it. */
    Read read(Channel channel, Typed typed) {
        var document = new FormDocument(FIELDS, typed);
        document.json().put("channel", channel.name());
        var reading = reader.readReferral(document.bytes());
        var faults = new ArrayList<PageFault>();
        if (reading instanceof Reading.Invalid<Referral> invalid) {
            invalid.faults().stream()
                    .map(document::onPage)
                    .sorted(Comparator.comparingInt(fault -> PLACES.indexOf(fault.pointer())))
                    .forEach(faults::add);
        }
        if (!typed.text(COMPARED).equals("yes")) {
            faults.add(new PageFault(
                    "compared", COMPARED, "Before you send", "Read it back or compare it, and tick the box."));
        }
        return new Read(faults.isEmpty() ? Optional.of((Reading.Valid<Referral>) reading) : Optional.empty(), faults);
    }

    /** What was unusual about a referral that was written down, in words. */
    static List<PageFault> flags(List<Fault> flags) {
        return flags.stream()
                .map(flag -> new PageFault("", flag.pointer(), label(flag.pointer()), flag.detail()))
                .toList();
    }

    /** The result it belongs to, where it belongs to one: "HbA1c" says more than "Value". */
    private static String label(String pointer) {
        return ReferralForm.SECTIONS.stream()
                .flatMap(section -> section.items().stream())
                .filter(item -> (pointer + "/").startsWith(item.pointer() + "/"))
                .map(item -> item.label().replace(" (optional)", ""))
                .findFirst()
                .orElse("Referral");
    }
}
