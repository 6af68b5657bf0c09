package uk.nsirs.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The events are plain Java and Jackson: every service can have them without anything else. */
class ArchitectureTest {

    private static final JavaClasses EVENTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.nsirs.events");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("uk.nsirs.events.fixture");

    static final List<Arguments> rules = List.of(
            Arguments.of("Spring", without("org.springframework.."), "DependsOnSpring"),
            Arguments.of("Camunda", without("org.camunda.."), "DependsOnCamunda"),
            Arguments.of("Kafka", without("org.apache.kafka.."), "DependsOnKafka"),
            Arguments.of("HAPI", without("ca.uhn.fhir..", "org.hl7.fhir.."), "DependsOnHapi"),
            Arguments.of("anything but Java, Jackson and CloudEvents", onlyPlainJava(), "DependsOnService"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("rules")
    void the_events_do_not_depend_on(String what, ArchRule rule, String fixture) {
        assertThatCode(() -> rule.check(EVENTS)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("rules")
    void the_rule_notices_a_dependency_on(String what, ArchRule rule, String fixture) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(FIXTURES))
                .withMessageContaining(fixture);
    }

    private static ArchRule without(String... packages) {
        return noClasses()
                .that()
                .resideInAPackage("uk.nsirs.events..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchRule onlyPlainJava() {
        return classes()
                .that()
                .resideInAPackage("uk.nsirs.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", "io.cloudevents..", "uk.nsirs.events..");
    }
}
