package uk.nsirs.triage.casepage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.nsirs.events.Analyte;
import uk.nsirs.events.Channel;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultEvent.AppointmentUpdated;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.ImagingReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultEvent.ReceptorAntibodyReported;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Families;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.ReportedResults;
import uk.nsirs.triage.casefile.TaskDecisions;
import uk.nsirs.triage.criteria.LearntFacts;
import uk.nsirs.triage.criteria.Measured;
import uk.nsirs.triage.pathway.WorkOfACase;

/** What has happened in a case since it was received, in words: for the page and for programs alike. */
@Component
class CaseStory {

    private final CaseFiles cases;
    private final Orders orders;
    private final ReportedResults results;
    private final CaseFacts facts;
    private final TaskDecisions decisions;
    private final Letters letters;
    private final Families families;
    private final WorkOfACase work;

    CaseStory(
            CaseFiles cases,
            Orders orders,
            ReportedResults results,
            CaseFacts facts,
            TaskDecisions decisions,
            Letters letters,
            Families families,
            WorkOfACase work) {
        this.cases = cases;
        this.orders = orders;
        this.results = results;
        this.facts = facts;
        this.decisions = decisions;
        this.letters = letters;
        this.families = families;
        this.work = work;
    }

    /** One completed task. */
    record Decision(String task, String by, Instant at, List<WorkOfACase.Answered> answers) {}

    /**
     * One version of a report.
     *
     * @param findings each with its unit
     * @param replaced whether a higher version came
     */
    record Result(
            String kind,
            String resultId,
            int version,
            ResultStatus status,
            String sender,
            Optional<String> orderId,
            Instant at,
            List<CasePage.Line> findings,
            boolean replaced) {}

    /** One line of the timeline. */
    record Happened(Instant at, String what) {}

    /** What was decided in tasks, newest first. */
    List<Decision> decisions(ReferralReference reference) {
        return decisions.of(reference).stream()
                .map(each -> new Decision(
                        work.name(each.task()), each.decidedBy(), each.at(), work.words(each.task(), each.given())))
                .toList();
    }

    /** What was reported, newest first. */
    List<Result> results(ReferralReference reference) {
        return results.of(reference).stream()
                .map(each -> new Result(
                        kind(each.event()),
                        each.event().resultId(),
                        each.event().version(),
                        each.event().status(),
                        each.event().sender(),
                        each.orderId(),
                        each.recordedAt(),
                        findings(each.event()),
                        each.replaced()))
                .toList();
    }

    /** What is known beside the referral's own facts, each with its comparator and its unit (H1). */
    List<CasePage.Line> learnt(ReferralReference reference) {
        var known = facts.of(reference);
        var lines = new ArrayList<CasePage.Line>();
        known.forEach((name, fact) -> {
            if (name.endsWith("Comparator") || FactWords.BESIDE_A_DOSE.contains(name)) {
                return;
            }
            var comparator = Measured.of(name)
                    .map(measured -> known.get(measured.comparator()))
                    .map(sign -> sign.value() + " ")
                    .orElse("");
            var value = comparator + FactWords.value(name, fact.value());
            lines.add(new CasePage.Line(
                    FactWords.name(name),
                    name.equals(LearntFacts.DOSE)
                            ? Stream.concat(
                                            Stream.of(value),
                                            FactWords.BESIDE_A_DOSE.stream()
                                                    .map(known::get)
                                                    .filter(Objects::nonNull)
                                                    .map(beside -> FactWords.value(beside.name(), beside.value())))
                                    .collect(Collectors.joining(", "))
                            : value));
        });
        return lines;
    }

    /** Everything of the case in one line each, newest first. */
    List<Happened> timeline(CaseFile caseFile) {
        var reference = caseFile.reference();
        var lines = new ArrayList<Happened>();
        lines.add(new Happened(caseFile.receivedAt(), received(caseFile)));
        cases.evaluations(reference)
                .forEach(each -> lines.add(new Happened(
                        each.at(),
                        "Criteria applied: " + PlainWords.code(each.result().recommendation()))));
        decisions(reference).forEach(each -> lines.add(new Happened(each.at(), each.task() + ", by " + each.by())));
        for (var order : orders.of(reference)) {
            lines.add(new Happened(
                    order.placedAt(), "Ordered: " + PlainWords.code(order.kind()) + " (" + order.orderId() + ")"));
            order.endedAt()
                    .ifPresent(at -> lines.add(
                            new Happened(at, "Order " + PlainWords.code(order.state()) + ": " + order.orderId())));
        }
        results(reference)
                .forEach(each -> lines.add(new Happened(
                        each.at(), "Reported: " + each.kind() + " (" + PlainWords.code(each.status()) + ")")));
        cases.supplied(reference)
                .forEach(each -> lines.add(new Happened(each.at(), "Information from the referrer: " + words(each))));
        letters.of(reference).forEach(each -> lines.add(new Happened(each.issuedAt(), "Letter: " + each.title())));
        families.changes(reference)
                .forEach(each -> lines.add(new Happened(each.at(), words(each) + ", by " + each.by())));
        lines.sort(Comparator.comparing(Happened::at).reversed());
        return lines;
    }

    private static String received(CaseFile caseFile) {
        var way = caseFile.referral().channel() == null
                ? Channel.ONLINE
                : caseFile.referral().channel();
        return switch (way) {
                    case ONLINE -> "Referral received";
                    case TELEPHONE -> "Referral received by telephone";
                    case EMAIL -> "Referral received by e-mail";
                    case LETTER -> "Referral received by letter";
                }
                + caseFile.submission()
                        .recordedBy()
                        .map(person -> ", written down by " + person)
                        .orElse("");
    }

    private static String words(CaseFiles.Supplied supplied) {
        return Stream.of(
                        supplied.fields().stream().map(PlainWords::name),
                        supplied.notAvailable().stream().map(each -> PlainWords.name(each.field()) + " cannot be had"),
                        supplied.noted() ? Stream.of("a note") : Stream.<String>empty())
                .flatMap(each -> each)
                .collect(Collectors.joining(", "));
    }

    private static String words(Families.Change change) {
        var relative = change.relative();
        if (change.linked()) {
            return relative.map(other -> "Linked with a relative's referral: " + other)
                    .orElse("Linked with the referrals of relatives");
        }
        return relative.map(other -> "Relative's referral taken out of the family: " + other)
                .orElse("Taken out of the family");
    }

    private static String kind(ResultEvent event) {
        if (event instanceof ImagingReported imaging) {
            return imaging.kind() == null ? "imaging" : FactWords.code(imaging.kind());
        }
        var name = event.getClass().getSimpleName().replaceAll("(Reported|Updated|Decided)$", "");
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static List<CasePage.Line> findings(ResultEvent event) {
        var lines = new ArrayList<CasePage.Line>();
        if (event instanceof LaboratoryReported laboratory) {
            for (var each : laboratory.measurements()) {
                lines.add(new CasePage.Line(
                        analyte(each.analyte()),
                        (each.comparator() == null ? "" : each.comparator().sign() + " ")
                                + each.value().toPlainString() + " " + each.unit()
                                + (each.takenOn() == null ? "" : ", taken " + PlainWords.date(each.takenOn()))
                                + (Boolean.TRUE.equals(each.fasting()) ? ", fasting" : "")
                                + (Boolean.TRUE.equals(each.onInsulinWhenTaken()) ? ", treated with insulin" : "")));
            }
        } else if (event instanceof ImagingReported imaging) {
            line(lines, "Liver fat", imaging.liverFatPercent(), " %");
            line(lines, "Liver stiffness", imaging.liverStiffnessKpa(), " kPa");
            line(lines, "Ejection fraction", imaging.ejectionFractionPercent(), " %");
        } else if (event instanceof GeneticTestReported genetic) {
            line(lines, "Result", FactWords.code(genetic.result()), "");
            line(lines, "Gene", genetic.gene(), "");
            line(lines, "Variant", genetic.hgvs(), "");
            line(lines, "Zygosity", FactWords.code(genetic.zygosity()), "");
            line(lines, "Test code", genetic.testCode(), "");
        } else if (event instanceof ReceptorAntibodyReported antibody) {
            line(lines, "Insulin receptor antibodies", FactWords.code(antibody.result()), "");
        } else if (event instanceof FundingDecided funding) {
            line(lines, "Decision", FactWords.code(funding.decision()), "");
        } else if (event instanceof AppointmentUpdated appointment) {
            line(lines, "Appointment", FactWords.code(appointment.appointmentStatus()), "");
            line(
                    lines,
                    "On",
                    appointment.startsAt() == null
                            ? null
                            : PlainWords.time(appointment.startsAt().toInstant()),
                    "");
            line(lines, "Cancelled by", FactWords.code(appointment.cancelledBy()), "");
        } else if (event instanceof DeteriorationReported deterioration) {
            line(lines, "Severe hypoglycaemia", FactWords.value("", deterioration.severeHypoglycaemia()), "");
        }
        return lines;
    }

    private static void line(List<CasePage.Line> lines, String name, Object value, String unit) {
        if (value != null) {
            lines.add(new CasePage.Line(name, value + unit));
        }
    }

    private static String analyte(Analyte analyte) {
        return analyte == Analyte.FASTING_INSULIN
                ? "Insulin"
                : FactWords.name(Measured.valueOf(analyte.name()).fact());
    }
}
