package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pump start sheet refuses by itself and what it shows (THE-10, H8, H14, H22). */
class PumpStartSheetTest {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*?)}}");

    @ParameterizedTest(name = "calculated {1}: at most {2}")
    @CsvSource({
        "startingUnitsPerDay, calculatedUnitsPerDay, 45.3, 45.2",
        "startingUnitsPerDay, calculatedUnitsPerDay, 152, 151.9",
        "startingOvernightUnitsPerHour, calculatedOvernightUnitsPerHour, 1.1, 1.09",
        "startingOvernightUnitsPerHour, calculatedOvernightUnitsPerHour, 22, 21.99"
    })
    void a_dose_that_is_not_below_the_calculation_cannot_be_sent(
            String starting, String calculated, double dose, double most) {
        var validate = field("CompletePumpStartSheet", starting).path("validate");

        assertThat(validate.path("required").asBoolean()).isTrue();
        assertThat(field("CompletePumpStartSheet", calculated)
                        .path("validate")
                        .path("required")
                        .asBoolean())
                .isTrue();
        var limit = FEEL.evaluateExpression(validate.path("max").asText().substring(1), Map.of(calculated, dose));
        assertThat(((Number) limit.result()).doubleValue()).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hypoglycaemiaPlan", "ketonePlan", "insulinBrand", "insulinStrengthUnitsPerMl"})
    void no_pump_starts_without(String key) {
        assertThat(field("CompletePumpStartSheet", key)
                        .path("validate")
                        .path("required")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} units/mL: {1} pump-display units a day, {2} an hour")
    @CsvSource({"200, 150.00, 4.50", "300, 100.00, 3.00", "500, 60.00, 1.80"})
    void concentrated_insulin_is_shown_in_insulin_units_and_pump_display_units(
            String strength, String perDay, String perHour) {
        var sheet = Map.<String, Object>of(
                "insulinStrengthUnitsPerMl", strength, "startingUnitsPerDay", 300, "startingOvernightUnitsPerHour", 9);

        for (var form : new String[] {"CompletePumpStartSheet", "CheckPumpStartSheet"}) {
            assertThat(isShown(form, sheet)).isTrue();
            assertThat(shown(form, sheet))
                    .contains("300 insulin units = " + perDay + " pump-display units")
                    .contains("9 insulin units = " + perHour + " pump-display units")
                    .doesNotContainPattern("\\d U\\b|U\\d");
        }
    }

    @Test
    void ordinary_insulin_needs_no_second_count() {
        assertThat(isShown("CompletePumpStartSheet", Map.of("insulinStrengthUnitsPerMl", "100")))
                .isFalse();
        assertThat(isShown("CompletePumpStartSheet", Map.of())).isFalse();
    }

    private static boolean isShown(String form, Map<String, Object> answers) {
        var hide = component(form, "id", "Field_SideBySide")
                .path("conditional")
                .path("hide")
                .asText();
        // form-js knows every field, answered or not
        var known = new HashMap<>(answers);
        known.putIfAbsent("insulinStrengthUnitsPerMl", null);
        return !Boolean.TRUE.equals(
                FEEL.evaluateExpression(hide.substring(1), known).result());
    }

    private static String shown(String form, Map<String, Object> answers) {
        return EXPRESSION
                .matcher(component(form, "id", "Field_SideBySide").path("text").asText())
                .replaceAll(expression -> String.valueOf(
                        FEEL.evaluateExpression(expression.group(1), answers).result()));
    }

    private static JsonNode field(String form, String key) {
        return component(form, "key", key);
    }

    private static JsonNode component(String name, String property, String value) {
        var file = Models.forms().stream()
                .filter(form -> Models.nameOf(form).equals(name))
                .findFirst()
                .orElseThrow();
        try {
            for (var component :
                    new ObjectMapper().readTree(Models.textOf(file)).path("components")) {
                if (component.path(property).asText().equals(value)) {
                    return component;
                }
            }
            throw new AssertionError(name + " has no " + value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + " is not JSON", e);
        }
    }
}
