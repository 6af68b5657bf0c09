package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "processes/FamilyTesting.bpmn")
class FamilyTestingTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("FamilyTesting");

    private ServiceBeans beans;
    private Walk family;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        family = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void with_the_patients_consent_a_counsellor_goes_on_with_the_invitations() {
        family.start("FamilyTesting", Map.of("reference", Walk.REFERENCE, "gene", "LMNA"));
        family.complete("Task_OfferFamilyTesting", Map.of("contactConsent", "YES"));

        assertThat(family.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly("checked Task_OfferFamilyTesting", "family testing offered", "relatives invited");
    }

    @Test
    void without_the_patients_consent_nobody_is_contacted() {
        family.start("FamilyTesting", Map.of("reference", Walk.REFERENCE, "gene", "LMNA"));
        family.complete("Task_OfferFamilyTesting", Map.of("contactConsent", "NO"));

        assertThat(family.running()).isEmpty();
        assertThat(beans.calls()).containsExactly("checked Task_OfferFamilyTesting", "family testing offered");
    }
}
