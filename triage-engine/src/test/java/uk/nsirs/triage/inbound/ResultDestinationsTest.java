package uk.nsirs.triage.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.AppointmentStatus;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.GeneticResult;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultEvent.AppointmentUpdated;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.events.Zygosity;
import uk.nsirs.triage.Referrals;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.Orders.Order;
import uk.nsirs.triage.casefile.Orders.State;
import uk.nsirs.triage.casefile.ReportedResults;
import uk.nsirs.triage.casefile.ReportedResults.Reported;

/** What has to happen with a report, by its version, its order and what its process has heard before. */
class ResultDestinationsTest {

    private static final ReferralReference REFERENCE = Referrals.newReference();
    private static final String ORDER = REFERENCE + "-1";

    private final List<Order> placed = new ArrayList<>();
    private final List<Reported> versions = new ArrayList<>();
    private final ReportedResults results = mock(ReportedResults.class);
    private final Orders orders = mock(Orders.class);
    private final ResultDestinations destinations = new ResultDestinations(results, orders);

    @BeforeEach
    void known() {
        when(results.versions(any())).thenReturn(versions);
        when(orders.of(REFERENCE)).thenReturn(placed);
    }

    @Test
    void aResultGoesToTheProcessOfItsOrderWithoutTheVariant() {
        order(OrderKind.GENETIC_TEST, State.OPEN);

        var destination = sent(genetic(1, ResultStatus.FINAL, ORDER));

        assertThat(destination)
                .isEqualTo(new Destination.Process(
                        "Message_GeneticTestReported",
                        Optional.of(ORDER),
                        Map.of("geneticResult", "PATHOGENIC", "gene", "INSR", "testCode", "R158.1")));
    }

    @Test
    void anOrderOfAnotherKindIsNotItsOrder() {
        order(OrderKind.RECEPTOR_ANTIBODY, State.OPEN);

        assertThat(sent(genetic(1, ResultStatus.FINAL, ORDER))).isInstanceOf(Destination.Person.class);
        assertThat(sent(genetic(1, ResultStatus.FINAL, null))).isInstanceOf(Destination.Person.class);
    }

    @Test
    void anOrderThatStaffAnsweredOrThatWasCancelledAsksAPerson() {
        order(OrderKind.GENETIC_TEST, State.CLOSED);
        assertThat(sent(genetic(1, ResultStatus.FINAL, ORDER))).isInstanceOf(Destination.Person.class);

        placed.clear();
        order(OrderKind.GENETIC_TEST, State.CANCELLED);
        assertThat(sent(genetic(1, ResultStatus.FINAL, ORDER))).isInstanceOf(Destination.Person.class);
    }

    @Test
    void aCorrectionAfterTheOrderClosedReviewsThePlan() {
        order(OrderKind.GENETIC_TEST, State.CLOSED);
        heard(genetic(1, ResultStatus.FINAL, null), true);
        var review = new Destination.Process(
                "Message_PlanReviewRequested", Optional.empty(), Map.of("planReviewReason", "RESULT_CORRECTED"));

        assertThat(sent(genetic(2, ResultStatus.CORRECTED, null)))
                .as("its order is the one that version 1 was matched with")
                .isEqualTo(review);
        assertThat(sent(genetic(3, ResultStatus.CANCELLED, null))).isEqualTo(review);
    }

    @Test
    void aCorrectionWaitsWhileItsProcessIsAboutToCloseTheOrder() {
        order(OrderKind.GENETIC_TEST, State.OPEN);
        heard(genetic(1, ResultStatus.FINAL, ORDER), true);

        assertThat(sent(genetic(2, ResultStatus.CORRECTED, ORDER))).isInstanceOf(Destination.Later.class);
    }

    @Test
    void aCorrectionOfWhatNobodyHeardIsTheResultAndACancellationNothing() {
        order(OrderKind.GENETIC_TEST, State.OPEN);
        heard(genetic(1, ResultStatus.FINAL, ORDER), false);

        assertThat(sent(genetic(2, ResultStatus.CORRECTED, ORDER))).isInstanceOf(Destination.Process.class);
        assertThat(sent(genetic(3, ResultStatus.CANCELLED, ORDER))).isInstanceOf(Destination.Filed.class);
    }

    @Test
    void aReplacedVersionAndARepetitionGoNowhere() {
        order(OrderKind.GENETIC_TEST, State.OPEN);
        var event = genetic(1, ResultStatus.FINAL, ORDER);
        versions.add(new Reported(new UUID(0, 1), event, Optional.empty(), true, false, Instant.now()));

        assertThat(destinations.of(new UUID(0, 1), event)).isInstanceOf(Destination.Filed.class);
        assertThat(destinations.of(new UUID(0, 2), event)).isInstanceOf(Destination.Filed.class);
    }

    @Test
    void aFunderAndABookingAreHeardSeveralTimes() {
        order(OrderKind.FUNDING_REQUEST, State.OPEN);
        heard(funding(1, FundingDecision.MORE_INFORMATION), true);
        assertThat(sent(funding(2, FundingDecision.APPROVED)))
                .isEqualTo(new Destination.Process(
                        "Message_FundingDecided", Optional.of(ORDER), Map.of("fundingDecision", "APPROVED")));

        placed.clear();
        versions.clear();
        order(OrderKind.APPOINTMENT, State.OPEN);
        var booked = new AppointmentUpdated(
                REFERENCE,
                Instant.now(),
                "B",
                1,
                ResultStatus.FINAL,
                null,
                "booking",
                AppointmentStatus.BOOKED,
                null,
                null,
                OffsetDateTime.parse("2027-03-31T09:30Z"),
                null);
        assertThat(sent(booked))
                .isInstanceOfSatisfying(Destination.Process.class, process -> assertThat(process.codes())
                        .containsEntry("appointmentStatus", "BOOKED")
                        .containsEntry("appointmentOn", "2027-03-31T10:30+01:00")
                        .containsEntry("cancelledBy", null)
                        .doesNotContainKey("appointmentMode"));
    }

    @Test
    void aDeteriorationIsAboutNoOrder() {
        var event = new DeteriorationReported(
                REFERENCE, Instant.now(), "D", 1, ResultStatus.FINAL, null, "rjz-referrer", true, null);

        assertThat(sent(event))
                .isEqualTo(new Destination.Process(
                        "Message_DeteriorationReported", Optional.empty(), Map.of("severeHypoglycaemia", true)));
    }

    private void order(OrderKind kind, State state) {
        placed.add(new Order(ORDER, kind, state, Instant.now(), Optional.empty(), Optional.empty()));
    }

    private void heard(ResultEvent event, boolean delivered) {
        versions.add(
                0,
                new Reported(
                        UUID.randomUUID(),
                        event,
                        delivered ? Optional.of(ORDER) : Optional.empty(),
                        true,
                        delivered,
                        Instant.now()));
    }

    private Destination sent(ResultEvent event) {
        var id = UUID.randomUUID();
        versions.add(0, new Reported(id, event, Optional.empty(), false, false, Instant.now()));
        var destination = destinations.of(id, event);
        versions.remove(0);
        return destination;
    }

    private static GeneticTestReported genetic(int version, ResultStatus status, String order) {
        return new GeneticTestReported(
                REFERENCE,
                Instant.now(),
                "G",
                version,
                status,
                order,
                "lab",
                null,
                GeneticResult.PATHOGENIC,
                "INSR",
                "NM_000208.4:c.3079C>T",
                Zygosity.HOMOZYGOUS,
                "R158.1");
    }

    private static FundingDecided funding(int version, FundingDecision decision) {
        return new FundingDecided(
                REFERENCE, Instant.now(), "F", version, ResultStatus.FINAL, ORDER, "funder", decision);
    }
}
