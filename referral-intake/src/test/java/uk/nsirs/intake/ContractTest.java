package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import uk.nsirs.events.Analyte;
import uk.nsirs.events.AntibodyResult;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentStatus;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.CancelledBy;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.GeneticResult;
import uk.nsirs.events.ImagingKind;
import uk.nsirs.events.LaboratoryMeasurement;
import uk.nsirs.events.Lipodystrophy;
import uk.nsirs.events.NotAvailable;
import uk.nsirs.events.Patient;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralToTreatment;
import uk.nsirs.events.Referrer;
import uk.nsirs.events.ReportedResult;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.events.Sex;
import uk.nsirs.events.Syndrome;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.events.Zygosity;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Turn;

/** The published description says what the code does. */
@Intake
class ContractTest {

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyCallIsDescribedAndNothingElse() {
        var calls = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name().toLowerCase(java.util.Locale.ROOT) + " " + path)))
                .toList();
        var described = new ArrayList<String>();
        description().path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));

        assertThat(described).containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void everyFieldIsDescribedAndNothingElse() {
        var schemas = description().at("/components/schemas");

        assertThat(fields(schemas.at("/Referral"))).containsExactlyInAnyOrderElementsOf(components(Referral.class));
        assertThat(fields(schemas.at("/Referral/properties/referrer")))
                .containsExactlyInAnyOrderElementsOf(components(Referrer.class));
        assertThat(fields(schemas.at("/Referral/properties/rtt")))
                .containsExactlyInAnyOrderElementsOf(components(ReferralToTreatment.class));
        assertThat(fields(schemas.at("/Referral/properties/patient")))
                .containsExactlyInAnyOrderElementsOf(components(Patient.class));
        assertThat(fields(schemas.at("/Clinical"))).containsExactlyInAnyOrderElementsOf(components(Clinical.class));
    }

    @Test
    void everyCodeIsDescribedAndNothingElse() {
        var schemas = description().at("/components/schemas");

        assertThat(values(schemas.at("/Status"))).isEqualTo(names(ReferralStatus.values()));
        assertThat(values(schemas.at("/Turn"))).isEqualTo(names(Turn.values()));
        assertThat(values(schemas.at("/Clinical/properties/syndrome"))).isEqualTo(names(Syndrome.values()));
        assertThat(values(schemas.at("/Clinical/properties/lipodystrophy"))).isEqualTo(names(Lipodystrophy.values()));
        assertThat(values(schemas.at("/Referral/properties/patient/properties/sex")))
                .isEqualTo(names(Sex.values()));
        assertThat(values(schemas.at("/Withdrawal/properties/reason"))).isEqualTo(names(WithdrawalReason.values()));
        assertThat(values(schemas.at("/Information/properties/notAvailable/items/properties/reason")))
                .isEqualTo(names(NotAvailable.Reason.values()));
    }

    @Test
    void everyReportIsDescribed() {
        var schemas = description().at("/components/schemas");
        var head = List.of("resultId", "version", "status", "reference", "orderId", "subject");
        var sample = List.of("takenOn", "laboratory");
        var described = Map.of(
                "LaboratoryResult", List.of(head, sample, components(ResultEvent.LaboratoryReported.class)),
                "ImagingResult", List.of(head, sample, components(ResultEvent.ImagingReported.class)),
                "GeneticTestResult", List.of(head, sample, components(ResultEvent.GeneticTestReported.class)),
                "ReceptorAntibodyResult", List.of(head, sample, components(ResultEvent.ReceptorAntibodyReported.class)),
                "FundingDecisionResult", List.of(head, components(ResultEvent.FundingDecided.class)),
                "AppointmentResult", List.of(head, components(ResultEvent.AppointmentUpdated.class)),
                "DeteriorationResult", List.of(head, components(ResultEvent.DeteriorationReported.class)));

        described.forEach((schema, parts) -> assertThat(fields(schemas.path(schema)))
                .as(schema)
                .containsExactlyInAnyOrderElementsOf(parts.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(name -> !name.equals("occurredAt") && !name.equals("sender"))
                        .toList()));
        assertThat(fields(schemas.path("Subject"))).isEqualTo(components(ReportedResult.Subject.class));
        assertThat(fields(schemas.path("ReportedMeasurement")))
                .isEqualTo(components(LaboratoryMeasurement.class).stream()
                        .filter(name -> !name.equals("pmolPerL"))
                        .toList());
    }

    @Test
    void everyCodeOfAReportIsDescribedAndNothingElse() {
        var schemas = description().at("/components/schemas");

        assertThat(values(schemas.at("/ResultStatus"))).isEqualTo(names(ResultStatus.values()));
        assertThat(values(schemas.at("/ReportedMeasurement/properties/analyte")))
                .isEqualTo(names(Analyte.values()));
        assertThat(values(schemas.at("/ImagingResult/properties/kind"))).isEqualTo(names(ImagingKind.values()));
        assertThat(values(schemas.at("/GeneticTestResult/properties/result"))).isEqualTo(names(GeneticResult.values()));
        assertThat(values(schemas.at("/GeneticTestResult/properties/zygosity"))).isEqualTo(names(Zygosity.values()));
        assertThat(values(schemas.at("/ReceptorAntibodyResult/properties/result")))
                .isEqualTo(names(AntibodyResult.values()));
        assertThat(values(schemas.at("/FundingDecisionResult/properties/decision")))
                .isEqualTo(names(FundingDecision.values()));
        assertThat(values(schemas.at("/AppointmentResult/properties/appointmentStatus")))
                .isEqualTo(names(AppointmentStatus.values()));
        assertThat(values(schemas.at("/AppointmentResult/properties/type"))).isEqualTo(names(AppointmentType.values()));
        assertThat(values(schemas.at("/AppointmentResult/properties/mode"))).isEqualTo(names(AppointmentMode.values()));
        assertThat(values(schemas.at("/AppointmentResult/properties/cancelledBy")))
                .isEqualTo(names(CancelledBy.values()));
    }

    private JsonNode description() {
        var answer = Caller.of(port, "rjz-referrer").get("/v3/api-docs");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> fields(JsonNode schema) {
        var names = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }

    private static List<String> values(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(Enum<?>[] codes) {
        return Stream.of(codes).map(Enum::name).toList();
    }
}
