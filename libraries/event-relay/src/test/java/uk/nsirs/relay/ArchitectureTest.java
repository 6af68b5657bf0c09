package uk.nsirs.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import uk.nsirs.relay.breaking.KnowsAService;

class ArchitectureTest {

    /** Nothing but itself, the events, and what it is built of: above all no engine, no FHIR and no service. */
    private static final ArchRule KNOWS_ONLY_ITS_PARTS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "javax.sql..",
                    "uk.nsirs.relay",
                    "uk.nsirs.events..",
                    "org.springframework..",
                    "org.apache.kafka..",
                    "io.cloudevents..",
                    "io.micrometer..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..");

    private final JavaClasses relay = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.nsirs.relay");

    @Test
    void the_relay_knows_only_its_parts() {
        assertThat(relay).isNotEmpty();
        KNOWS_ONLY_ITS_PARTS.check(relay);
    }

    @Test
    void the_rule_can_fail() {
        var breaking = new ClassFileImporter().importClasses(KnowsAService.class);

        assertThat(KNOWS_ONLY_ITS_PARTS.evaluate(breaking).hasViolation()).isTrue();
    }
}
