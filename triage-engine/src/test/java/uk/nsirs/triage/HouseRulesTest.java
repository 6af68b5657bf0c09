package uk.nsirs.triage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import uk.nsirs.triage.casefile.engineuse.UsesTheEngine;
import uk.nsirs.triage.criteria.springuse.UsesSpring;

/** Which way dependencies go; each rule is shown to be able to fail. */
class HouseRulesTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.nsirs.triage");

    /** {@code cockpit} is the security glue: Camunda's servlet filters load it by class name. */
    private static final ArchRule ONLY_PATHWAY_TOUCHES_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage("uk.nsirs.triage..")
            .and()
            .resideOutsideOfPackages("uk.nsirs.triage.pathway..", "uk.nsirs.triage.cockpit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    private static final ArchRule THE_DOMAIN_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("uk.nsirs.triage.criteria..", "uk.nsirs.triage.calendar..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.camunda..", "org.apache.kafka..");

    private static final ArchRule NO_SERVICE_KNOWS_ANOTHER = noClasses()
            .that()
            .resideInAPackage("uk.nsirs.triage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("uk.nsirs.intake..", "uk.nsirs.notification..");

    @Test
    void onlyPathwayTouchesTheEngine() {
        ONLY_PATHWAY_TOUCHES_THE_ENGINE.check(PRODUCTION);
        assertThat(breaks(ONLY_PATHWAY_TOUCHES_THE_ENGINE, UsesTheEngine.class)).isTrue();
    }

    @Test
    void theDomainKnowsNoFramework() {
        THE_DOMAIN_KNOWS_NO_FRAMEWORK.check(PRODUCTION);
        assertThat(breaks(THE_DOMAIN_KNOWS_NO_FRAMEWORK, UsesSpring.class)).isTrue();
    }

    @Test
    void noServiceKnowsAnother() {
        NO_SERVICE_KNOWS_ANOTHER.check(PRODUCTION);
        assertThat(breaks(NO_SERVICE_KNOWS_ANOTHER, uk.nsirs.triage.casefile.engineuse.UsesIntake.class))
                .isTrue();
    }

    private static boolean breaks(ArchRule rule, Class<?> fixture) {
        return rule.evaluate(new ClassFileImporter().importClasses(fixture)).hasViolation();
    }
}
