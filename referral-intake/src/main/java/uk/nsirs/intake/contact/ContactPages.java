package uk.nsirs.intake.contact;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.nsirs.edge.DatabaseAway;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.access.SignedIn;

/**
 * What administrators see of contacts and write down of them. No address holds more than a reference, and no title names
 * anybody.
 */
@Controller
@RequestMapping("/contacts")
class ContactPages {

    private static final Logger LOG = LoggerFactory.getLogger(ContactPages.class);

    private static final int MOST_OPEN = 200;
    private static final int MOST_DONE = 20;

    private static final String FORM = "form";

    /** Why a page is shown. */
    private static final String BECAUSE = "because";

    private final Contacts contacts;
    private final RecordContact recordContact;
    private final WriteDownReferral writeDownReferral;
    private final ContactForm contactForm;
    private final TranscriptionForm transcriptionForm;
    private final Clock clock;

    ContactPages(
            Contacts contacts,
            RecordContact recordContact,
            WriteDownReferral writeDownReferral,
            ContactForm contactForm,
            TranscriptionForm transcriptionForm,
            Clock clock) {
        this.contacts = contacts;
        this.recordContact = recordContact;
        this.writeDownReferral = writeDownReferral;
        this.contactForm = contactForm;
        this.transcriptionForm = transcriptionForm;
        this.clock = clock;
    }

    /** There is no such contact. */
    private static final class NoSuchContactException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @ModelAttribute("words")
    PageWords words() {
        return new PageWords(clock.instant());
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("open", contacts.open(MOST_OPEN));
        model.addAttribute("done", contacts.done(MOST_DONE));
        model.addAttribute("withoutReferral", contacts.withoutReferral(MOST_DONE));
        return "contacts";
    }

    @GetMapping("/new")
    String empty(Model model) {
        return page(model, UUID.randomUUID(), contactForm.empty(), List.of());
    }

    @PostMapping
    String record(
            @RequestParam MultiValueMap<String, String> values,
            Authentication authentication,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var typed = new Typed(values);
        var form = form(typed.text(FORM)).orElseGet(UUID::randomUUID);
        var read = contactForm.read(typed);
        if (read.details().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(model, form, typed, read.faults());
        }
        var details = read.details().get();
        var reference = recordContact.record(form, details, SignedIn.account(authentication));
        // Somebody went back to the page and changed it: what is kept is what was sent first.
        var kept = contacts.find(reference).filter(contact -> contact.details().equals(details));
        return to(reference, kept.isPresent() ? "recorded" : "changed", redirect);
    }

    /** What was typed and not taken, shown again; nothing is stored. */
    @PostMapping("/typed")
    String typedAgain(@RequestParam MultiValueMap<String, String> values, Model model) {
        var typed = new Typed(values);
        model.addAttribute(BECAUSE, "signed-in");
        return page(model, form(typed.text(FORM)).orElseGet(UUID::randomUUID), typed, List.of());
    }

    @GetMapping("/{reference}")
    String show(@PathVariable("reference") String text, Model model) {
        var contact = found(text);
        return show(contact, model)
                .or(() -> closed(contact, model))
                .orElseGet(() -> page(model, contact, transcriptionForm.prefilled(contact), List.of()));
    }

    /** Of a contact that was closed as well: a referral may come of it after all. */
    @GetMapping("/{reference}/all-the-same")
    String showAllTheSame(@PathVariable("reference") String text, Model model) {
        var contact = found(text);
        return show(contact, model)
                .orElseGet(() -> page(model, contact, transcriptionForm.prefilled(contact), List.of()));
    }

    @PostMapping("/{reference}")
    String writeDown(
            @PathVariable("reference") String text,
            @RequestParam MultiValueMap<String, String> values,
            Authentication authentication,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var contact = found(text);
        if (contacts.writtenDown(contact.reference()).isPresent()) {
            return to(contact.reference(), "earlier", redirect);
        }
        var typed = new Typed(values);
        var read = transcriptionForm.read(contact.details().channel(), typed);
        if (read.referral().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(model, contact, typed, read.faults());
        }
        var valid = read.referral().get();
        var submitted =
                writeDownReferral.writeDown(contact, SignedIn.account(authentication), valid.value(), valid.flags());
        return to(contact.reference(), submitted.isPresent() ? "sent" : "earlier", redirect);
    }

    /** As {@link #typedAgain}; what was written down meanwhile is shown instead by the answer to sending it. */
    @PostMapping("/{reference}/typed")
    String typedAgain(
            @PathVariable("reference") String text, @RequestParam MultiValueMap<String, String> values, Model model) {
        model.addAttribute(BECAUSE, "signed-in");
        return page(model, found(text), new Typed(values), List.of());
    }

    /** The contact's page, which says why it is shown. */
    private static String to(ReferralReference reference, String because, RedirectAttributes redirect) {
        redirect.addFlashAttribute(BECAUSE, because);
        return "redirect:/contacts/" + reference;
    }

    private Optional<String> show(Contact contact, Model model) {
        return contacts.writtenDown(contact.reference()).map(written -> {
            model.addAttribute("contact", contact);
            model.addAttribute("written", written);
            model.addAttribute("flags", TranscriptionForm.flags(written.flags()));
            return "contact-done";
        });
    }

    private Optional<String> closed(Contact contact, Model model) {
        return contacts.closed(contact.reference()).map(closed -> {
            model.addAttribute("contact", contact);
            model.addAttribute("closed", closed);
            return "contact-closed";
        });
    }

    private static String page(Model model, UUID form, Typed typed, List<PageFault> faults) {
        model.addAttribute(FORM, form);
        model.addAttribute("fields", ContactForm.FIELDS);
        return filled(model, "contact-new", typed, faults);
    }

    private static String page(Model model, Contact contact, Typed typed, List<PageFault> faults) {
        model.addAttribute("contact", contact);
        model.addAttribute("sections", ReferralForm.SECTIONS);
        return filled(model, "contact", typed, faults);
    }

    private static String filled(Model model, String view, Typed typed, List<PageFault> faults) {
        model.addAttribute("typed", typed);
        model.addAttribute("faults", new PageFaults(faults));
        return view;
    }

    private static Optional<UUID> form(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Contact found(String text) {
        return ReferralReference.parse(text).flatMap(contacts::find).orElseThrow(NoSuchContactException::new);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String unknown(NoSuchContactException unknown) {
        return "contact-unknown";
    }

    /** People are told what to do. The message may hold what was typed: the class and the place are enough for us. */
    @ExceptionHandler
    String fault(RuntimeException cause, HttpServletResponse response) {
        if (DatabaseAway.isCauseOf(cause)) {
            LOG.warn("The database is away: {}", cause.getClass().getSimpleName());
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_SECONDS);
            return "contact-later";
        }
        var root = NestedExceptionUtils.getMostSpecificCause(cause);
        LOG.error(
                "Unexpected {} at {}",
                root.getClass().getName(),
                root.getStackTrace().length > 0 ? root.getStackTrace()[0] : "an unknown place");
        response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
        return "contact-fault";
    }
}
