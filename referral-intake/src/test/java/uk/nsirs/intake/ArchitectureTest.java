package uk.nsirs.intake;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.web.bind.annotation.RestController;
import uk.nsirs.intake.referral.Referrals;

/** The directions of dependency inside intake. Each rule is proved able to fail by a fixture in uk.nsirs.broken. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("uk.nsirs.intake");

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("uk.nsirs.broken");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage("uk.nsirs.*.referral")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.springframework..",
                                "org.apache.kafka..",
                                "java.sql..",
                                "jakarta..",
                                "uk.nsirs.edge..")
                        .as("the domain knows no framework"),
                noClasses()
                        .that()
                        .resideInAPackage("uk.nsirs.*.referral")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "uk.nsirs.*.api", "uk.nsirs.*.store", "uk.nsirs.*.tracking", "uk.nsirs.*.access")
                        .as("the domain knows nothing further out"),
                noClasses()
                        .that()
                        .areAnnotatedWith(RestController.class)
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Referrals.class)
                        .as("a controller calls a use case, not the repository"),
                classes()
                        .that()
                        .areAnnotatedWith(RestController.class)
                        .should()
                        .resideInAPackage("uk.nsirs.*.api")
                        .as("endpoints live in the API"),
                methods()
                        .that()
                        .areAnnotatedWith(KafkaListener.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .resideInAPackage("uk.nsirs.*.tracking")
                        .as("only tracking listens"),
                noClasses()
                        .should()
                        .callCodeUnitWhere(
                                target(describe("asks the system for the time", ArchitectureTest::readsTheTime)))
                        .as("time comes from the injected clock"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void oursKeepTheRule(ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theFixtureBreaksTheRule(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BROKEN)).isInstanceOf(AssertionError.class);
    }

    @Test
    void thePackagesAreTheFeatures() {
        assertThat(OURS.stream().map(type -> type.getPackageName()).distinct())
                .containsExactlyInAnyOrder(
                        "uk.nsirs.intake",
                        "uk.nsirs.intake.access",
                        "uk.nsirs.intake.api",
                        "uk.nsirs.intake.contact",
                        "uk.nsirs.intake.referral",
                        "uk.nsirs.intake.results",
                        "uk.nsirs.intake.store",
                        "uk.nsirs.intake.tracking");
    }

    private static boolean readsTheTime(CodeUnitCallTarget target) {
        return Set.of("java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime", "java.time.OffsetDateTime")
                        .contains(target.getOwner().getName())
                && target.getName().equals("now");
    }
}
