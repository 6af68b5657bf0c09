package uk.nsirs.triage.inbound;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultEvent.AppointmentUpdated;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.ImagingReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultEvent.ReceptorAntibodyReported;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.Orders.Order;
import uk.nsirs.triage.casefile.Orders.State;
import uk.nsirs.triage.casefile.ReportedResults;
import uk.nsirs.triage.casefile.ReportedResults.Reported;

/** Finds the order that a report answers, and what has to happen with the report. The caller holds the case's lock. */
@Component
class ResultDestinations {

    private final ReportedResults results;
    private final Orders orders;

    ResultDestinations(ReportedResults results, Orders orders) {
        this.results = results;
        this.orders = orders;
    }

    /** Where the report goes, which is filed already. */
    Destination of(UUID eventId, ResultEvent event) {
        var versions = results.versions(event);
        var filed = versions.stream()
                .filter(each -> each.eventId().equals(eventId) && !each.replaced())
                .findFirst();
        if (filed.isEmpty() || filed.get().delivered()) {
            return new Destination.Filed();
        }
        var told = versions.stream()
                .filter(each -> each.event().version() < event.version() && each.delivered())
                .findFirst();
        if (event.status() == ResultStatus.CANCELLED && told.isEmpty()) {
            return new Destination.Filed();
        }
        if (event instanceof DeteriorationReported deterioration) {
            return told.isPresent()
                    ? new Destination.Person("A report of deterioration was changed after clinicians were told of it.")
                    : new Destination.Process("Message_DeteriorationReported", Optional.empty(), codes(deterioration));
        }
        return matched(event, told);
    }

    private Destination matched(ResultEvent event, Optional<Reported> told) {
        var all = orders.of(event.reference());
        var quoted = Optional.ofNullable(event.orderId()).or(() -> told.flatMap(Reported::orderId));
        if (quoted.isPresent()) {
            return all.stream()
                    .filter(order -> order.orderId().equals(quoted.get()))
                    .filter(order -> told.isPresent() || order.kind() == kind(event))
                    .findFirst()
                    .map(order -> answering(order, event, told.isPresent()))
                    .orElseGet(
                            () -> new Destination.Person("No order of this referral and kind has the id it quotes."));
        }
        var open = all.stream()
                .filter(order -> order.kind() == kind(event) && order.state() == State.OPEN)
                .toList();
        return open.size() == 1
                ? answering(open.get(0), event, false)
                : new Destination.Person("It quotes no order, and " + open.size() + " orders of its kind are open.");
    }

    /** @param told whether a process received an earlier version */
    private static Destination answering(Order order, ResultEvent event, boolean told) {
        // A booking and a funder may be heard of several times before their order is closed
        var series = order.kind() == OrderKind.APPOINTMENT || order.kind() == OrderKind.FUNDING_REQUEST;
        return switch (order.state()) {
            case CANCELLED -> new Destination.Person("Its order was cancelled.");
            case OPEN -> {
                if (told && event.status() == ResultStatus.CANCELLED && series) {
                    yield new Destination.Person("A report was taken back after its process went on.");
                }
                yield told && !series
                        ? new Destination.Later()
                        : new Destination.Process(message(event), Optional.of(order.orderId()), codes(event));
            }
            case CLOSED -> {
                if (!told && event.status() == ResultStatus.FINAL) {
                    yield new Destination.Person("Its order is closed already: compare it with what staff recorded.");
                }
                yield order.kind() == OrderKind.APPOINTMENT
                        ? new Destination.Person("An appointment was changed after it was closed.")
                        : new Destination.Process(
                                "Message_PlanReviewRequested",
                                Optional.empty(),
                                Map.of("planReviewReason", "RESULT_CORRECTED"));
            }
        };
    }

    private static String message(ResultEvent event) {
        return "Message_" + event.getClass().getSimpleName();
    }

    private static OrderKind kind(ResultEvent event) {
        if (event instanceof LaboratoryReported) {
            return OrderKind.LABORATORY_PANEL;
        }
        if (event instanceof ImagingReported imaging && imaging.kind() != null) {
            return switch (imaging.kind()) {
                case LIVER_MRI -> OrderKind.LIVER_MRI;
                case CARDIAC_BASELINE -> OrderKind.CARDIAC_BASELINE;
            };
        }
        if (event instanceof GeneticTestReported) {
            return OrderKind.GENETIC_TEST;
        }
        if (event instanceof ReceptorAntibodyReported) {
            return OrderKind.RECEPTOR_ANTIBODY;
        }
        if (event instanceof FundingDecided) {
            return OrderKind.FUNDING_REQUEST;
        }
        return event instanceof AppointmentUpdated ? OrderKind.APPOINTMENT : null;
    }

    /** What the process is told: codes, moments, yes or no. A variant and its zygosity stay in our own tables. */
    private static Map<String, Object> codes(ResultEvent event) {
        var codes = new HashMap<String, Object>();
        if (event instanceof LaboratoryReported || event instanceof ImagingReported) {
            codes.put("resultStatus", event.status().name());
        } else if (event instanceof GeneticTestReported genetic) {
            codes.put("geneticResult", name(genetic.result()));
            codes.put("gene", genetic.gene());
            codes.put("testCode", genetic.testCode());
        } else if (event instanceof ReceptorAntibodyReported antibody) {
            codes.put("antibodyResult", name(antibody.result()));
        } else if (event instanceof FundingDecided funding) {
            codes.put("fundingDecision", name(funding.decision()));
        } else if (event instanceof DeteriorationReported deterioration) {
            codes.put("severeHypoglycaemia", deterioration.severeHypoglycaemia());
        } else if (event instanceof AppointmentUpdated appointment) {
            codes.put("appointmentStatus", name(appointment.appointmentStatus()));
            codes.put("cancelledBy", name(appointment.cancelledBy()));
            if (appointment.startsAt() != null) {
                // Shown in forms as it is: the time at the clinic, however the sender wrote it
                codes.put(
                        "appointmentOn",
                        appointment
                                .startsAt()
                                .atZoneSameInstant(WorkingCalendar.LONDON)
                                .toOffsetDateTime()
                                .toString());
            }
            if (appointment.mode() != null) {
                codes.put("appointmentMode", appointment.mode().name());
            }
        }
        return codes;
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
