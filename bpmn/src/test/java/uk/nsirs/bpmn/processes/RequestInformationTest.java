package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "processes/RequestInformation.bpmn")
class RequestInformationTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("RequestInformation");

    private ServiceBeans beans;
    private Walk request;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        request = new Walk(ENGINE.getProcessEngine());
    }

    private void informationIsMissing() {
        request.start("RequestInformation", Map.of());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private Object variable(String name) {
        return ENGINE
                .getProcessEngine()
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .variableName(name)
                .list()
                .stream()
                .map(HistoricVariableInstance::getValue)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void the_referrer_is_asked_at_once() {
        informationIsMissing();
        assertThat(beans.calls()).containsExactly("information requested " + Walk.REFERENCE + " chase 0");
        assertThat(request.timers()).containsExactly("Event_ChaseDue", "Event_RequestExpired");
    }

    @Test
    void what_arrives_ends_the_request() {
        informationIsMissing();
        request.receive("Message_InformationSupplied", Map.of());

        assertThat(request.running()).isEmpty();
        assertThat(request.timers()).isEmpty();
        assertThat(variable("informationSupplied")).isEqualTo(true);
    }

    @Test
    void each_chase_asks_again_with_its_number_and_moves_the_closing_day_by_nothing() {
        informationIsMissing();
        var closesOn = variable("closesOn");

        request.timeComesFor("Event_ChaseDue");
        request.timeComesFor("Event_ChaseDue");

        assertThat(beans.calls())
                .containsExactly(
                        "information requested " + Walk.REFERENCE + " chase 0",
                        "information requested " + Walk.REFERENCE + " chase 1",
                        "information requested " + Walk.REFERENCE + " chase 2");
        assertThat(variable("closesOn")).isEqualTo(closesOn);
        assertThat(request.waitingFor("Message_InformationSupplied")).isEqualTo(1);
    }

    @Test
    void an_expired_request_closes_itself_and_says_that_nothing_came() {
        informationIsMissing();
        request.timeComesFor("Event_ChaseDue");
        request.timeComesFor("Event_RequestExpired");

        assertThat(request.running()).isEmpty();
        assertThat(request.timers()).isEmpty();
        assertThat(variable("informationSupplied")).isEqualTo(false);
    }
}
