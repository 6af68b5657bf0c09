package uk.nsirs.triage.casepage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Families;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.pathway.WorkOfACase;

/** The case file as a page. */
@Controller
class CasePage {

    /** Of the fields of a letter, as they stand on the page. */
    private static final Map<String, String> LABELS = Map.of("/kind", "About", "/title", "Heading", "/body", "Text");

    private final CaseFiles cases;
    private final Letters letters;
    private final Orders orders;
    private final CaseStory story;
    private final WorkOfACase tasks;
    private final PendingMessages pending;
    private final Undeliverables undeliverables;
    private final Families families;
    private final CaseWork work;

    CasePage(
            CaseFiles cases,
            Letters letters,
            Orders orders,
            CaseStory story,
            WorkOfACase tasks,
            PendingMessages pending,
            Undeliverables undeliverables,
            Families families,
            CaseWork work) {
        this.cases = cases;
        this.letters = letters;
        this.orders = orders;
        this.story = story;
        this.tasks = tasks;
        this.pending = pending;
        this.undeliverables = undeliverables;
        this.families = families;
        this.work = work;
    }

    @GetMapping("/cases/{reference}")
    String show(@PathVariable("reference") String text, Model model) {
        fill(found(text), new CaseWork.Draft("", "", ""), List.of(), model);
        return "case";
    }

    @PostMapping("/cases/{reference}/letters")
    String write(
            @PathVariable("reference") String text,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String body,
            Model model) {
        var caseFile = found(text);
        // A browser ends lines with two characters, and counts one.
        var draft = new CaseWork.Draft(kind, title, body.replace("\r\n", "\n"));
        var faults = draft.faults();
        if (!faults.isEmpty()) {
            fill(
                    caseFile,
                    draft,
                    faults.stream()
                            .map(each -> LABELS.get(each.pointer()) + ": " + each.detail())
                            .toList(),
                    model);
            return "case";
        }
        if (!work.mayWrite(draft)) {
            fill(caseFile, draft, List.of("About: Administrators write no clinical letters."), model);
            return "case";
        }
        work.write(caseFile.reference(), form, draft);
        return "redirect:/cases/" + caseFile.reference() + "#letters";
    }

    @PostMapping("/cases/{reference}/plan-reviews")
    String reviewPlan(@PathVariable("reference") String text, Model model) {
        var caseFile = found(text);
        var became = work.mayReviewPlan() ? work.reviewPlan(caseFile.reference()) : CaseWork.PlanReview.NO_PLAN;
        if (became == CaseWork.PlanReview.NO_PLAN) {
            fill(
                    caseFile,
                    new CaseWork.Draft("", "", ""),
                    List.of("Plan: only a clinician asks for a review, and only while the plan is being carried out."),
                    model);
            return "case";
        }
        // Whoever asks for what is under way already, as by a double click, finds it among the tasks too
        return "redirect:/cases/" + caseFile.reference() + "#tasks";
    }

    @PostMapping("/cases/{reference}/relatives")
    String link(
            @PathVariable("reference") String text,
            @RequestParam(name = "relative", required = false) String relative,
            Model model) {
        var caseFile = found(text);
        var fault = work.mayLinkRelatives()
                ? work.linkRelative(caseFile.reference(), relative).map(Fault::detail)
                : Optional.of(CaseWork.WHO_LINKS_RELATIVES);
        return afterFamily(caseFile, fault, model);
    }

    @PostMapping("/cases/{reference}/relatives/removal")
    String unlink(@PathVariable("reference") String text, Model model) {
        var caseFile = found(text);
        if (!work.mayLinkRelatives()) {
            return afterFamily(caseFile, Optional.of(CaseWork.WHO_LINKS_RELATIVES), model);
        }
        work.unlinkRelatives(caseFile.reference());
        return afterFamily(caseFile, Optional.empty(), model);
    }

    private String afterFamily(CaseFile caseFile, Optional<String> fault, Model model) {
        if (fault.isEmpty()) {
            return "redirect:/cases/" + caseFile.reference() + "#family";
        }
        fill(caseFile, new CaseWork.Draft("", "", ""), List.of("Family: " + fault.get()), model);
        return "case";
    }

    private void fill(CaseFile caseFile, CaseWork.Draft draft, List<String> faults, Model model) {
        var reference = caseFile.reference();
        model.addAttribute("caseFile", caseFile);
        model.addAttribute("facts", facts(caseFile.clinical()));
        model.addAttribute("evaluations", cases.evaluations(reference));
        model.addAttribute("notes", cases.notes(reference));
        model.addAttribute("letters", letters.of(reference));
        model.addAttribute("decisions", story.decisions(reference));
        model.addAttribute("orders", orders.of(reference));
        model.addAttribute("results", story.results(reference));
        model.addAttribute("learnt", story.learnt(reference));
        model.addAttribute("tasks", tasks.open(reference));
        model.addAttribute("timeline", story.timeline(caseFile));
        model.addAttribute(
                "mayReviewPlan", work.mayReviewPlan() && caseFile.standing().accepted() && !caseFile.closed());
        model.addAttribute("relatives", families.of(reference));
        model.addAttribute("mayLinkRelatives", work.mayLinkRelatives());
        model.addAttribute("pending", pending.of(reference));
        model.addAttribute("undeliverable", undeliverables.open(reference));
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("form", UUID.randomUUID());
        model.addAttribute("draft", draft);
        model.addAttribute("faults", faults);
    }

    private CaseFile found(String text) {
        return ReferralReference.parse(text)
                .flatMap(cases::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** One line for each fact that is known, with its unit (H1, H14). */
    record Line(String name, String value) {}

    private static List<Line> facts(Clinical clinical) {
        var lines = new ArrayList<Line>();
        JsonNode known = EventCodec.mapper().valueToTree(clinical);
        known.properties().forEach(field -> {
            if (field.getValue().isArray() && field.getKey().equals("ogttInsulin")) {
                field.getValue().forEach(each -> lines.add(new Line(PlainWords.name(field.getKey()), value(each))));
            } else {
                lines.add(new Line(
                        PlainWords.name(field.getKey()), value(field.getValue()) + PlainWords.unit(field.getKey())));
            }
        });
        return lines;
    }

    private static String value(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        if (!value.isObject()) {
            return value.isArray()
                    ? StreamSupport.stream(value.spliterator(), false)
                            .map(each -> PlainWords.code(each.asText()))
                            .collect(Collectors.joining(", "))
                    : PlainWords.code(value.asText());
        }
        var text = new StringBuilder();
        if (value.has("value")) {
            text.append(value.path("comparator").asText(""))
                    .append(value.get("value").asText())
                    .append(' ');
            text.append(value.path("unit").asText(""));
        }
        value.properties().forEach(part -> {
            if (!List.of("value", "unit", "comparator").contains(part.getKey())) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(PlainWords.name(part.getKey()).toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(value(part.getValue()));
            }
        });
        return text.toString();
    }
}
