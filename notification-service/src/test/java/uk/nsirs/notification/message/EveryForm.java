package uk.nsirs.notification.message;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.ReferralReference;

/**
 * A milestone in every form that the wire allows: each code, each flag, and null for each field that may be absent. So
 * that a code somebody adds later cannot reach a trust unseen.
 */
final class EveryForm {

    private final ReferralReference reference;
    private final Recipient recipient;

    EveryForm(ReferralReference reference, Recipient recipient) {
        this.reference = reference;
        this.recipient = recipient;
    }

    List<Milestone> of(Class<? extends Milestone> type) {
        List<List<Object>> forms = List.of(List.of());
        for (var component : type.getRecordComponents()) {
            var values = values(component);
            forms = forms.stream()
                    .flatMap(form -> values.stream().map(value -> with(form, value)))
                    .toList();
        }
        var constructor = constructor(type);
        return forms.stream().map(form -> build(constructor, form)).toList();
    }

    private List<Object> values(RecordComponent component) {
        var values = new ArrayList<Object>(known(component));
        if (!component.getType().isPrimitive() && !isRequired(component)) {
            values.add(null);
        }
        return values;
    }

    private List<?> known(RecordComponent component) {
        var type = component.getType();
        if (type.isEnum()) {
            return Arrays.asList(type.getEnumConstants());
        } else if (type == boolean.class) {
            return List.of(true, false);
        } else if (type == List.class) {
            var element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            var all = List.of(element.getEnumConstants());
            return Stream.concat(Stream.of(List.of(), all), all.stream().map(List::of))
                    .toList();
        } else if (type == ReferralReference.class) {
            return List.of(reference);
        } else if (type == Recipient.class) {
            return List.of(recipient);
        } else if (type == Instant.class) {
            return List.of(Instant.EPOCH);
        } else if (type == LocalDate.class) {
            return List.of(LocalDate.of(2027, 2, 28));
        } else if (type == OffsetDateTime.class) {
            return List.of(OffsetDateTime.parse("2027-07-01T11:00:00Z"));
        } else if (type == UUID.class) {
            return List.of(UUID.fromString("3b9f7a52-52f1-4d86-9c1c-8f0b0b0c7a11"));
        }
        throw new AssertionError("No values are known for " + component);
    }

    private static boolean isRequired(RecordComponent component) {
        return Arrays.stream(component.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Required"));
    }

    private static List<Object> with(List<Object> form, Object value) {
        var longer = new ArrayList<>(form);
        longer.add(value);
        return longer;
    }

    private static Constructor<? extends Milestone> constructor(Class<? extends Milestone> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Milestone build(Constructor<? extends Milestone> constructor, List<Object> form) {
        try {
            return constructor.newInstance(form.toArray());
        } catch (ReflectiveOperationException refused) {
            throw new AssertionError(refused);
        }
    }
}
