package uk.nsirs.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.notification.breaking.delivery.DeliveryState;
import uk.nsirs.notification.breaking.delivery.KnowsKafka;
import uk.nsirs.notification.breaking.inbound.KnowsSmtp;

class ArchitectureTest {

    private static final ArchRule WORDS_KNOW_ONLY_EVENTS = classes()
            .that()
            .resideInAPackage("..notification..message")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "uk.nsirs.events", "uk.nsirs.notification.message");

    private static final ArchRule STATES_KNOW_NO_TECHNOLOGY = noClasses()
            .that()
            .haveSimpleName("Delivery")
            .or()
            .haveSimpleName("DeliveryState")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "org.apache.kafka..");

    private static final ArchRule ONLY_INBOUND_KNOWS_KAFKA = noClasses()
            .that()
            .resideInAPackage("uk.nsirs.notification..")
            .and()
            .resideOutsideOfPackage("..inbound")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "uk.nsirs.notification.inbound");

    private static final ArchRule ONLY_DELIVERY_KNOWS_SMTP = noClasses()
            .that()
            .resideInAPackage("uk.nsirs.notification..")
            .and()
            .resideOutsideOfPackage("..delivery")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "org.springframework.mail..");

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.nsirs.notification");

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "the words know only events",
                        WORDS_KNOW_ONLY_EVENTS,
                        uk.nsirs.notification.breaking.message.KnowsSmtp.class),
                rule("states know no technology", STATES_KNOW_NO_TECHNOLOGY, DeliveryState.class),
                rule("only inbound knows Kafka", ONLY_INBOUND_KNOWS_KAFKA, KnowsKafka.class),
                rule("only delivery knows SMTP", ONLY_DELIVERY_KNOWS_SMTP, KnowsSmtp.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theServiceKeeps(ArchRule rule, Class<?> breaking) {
        assertThat(SERVICE).isNotEmpty();
        rule.check(SERVICE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleCanFail(ArchRule rule, Class<?> breaking) {
        var fixture = new ClassFileImporter().importClasses(breaking);

        assertThat(rule.evaluate(fixture).hasViolation()).isTrue();
    }

    private static Arguments rule(String name, ArchRule rule, Class<?> breaking) {
        return Arguments.of(Named.of(name, rule), breaking);
    }
}
