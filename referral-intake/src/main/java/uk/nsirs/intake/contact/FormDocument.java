package uk.nsirs.intake.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;

/** The referral document that the fields of a page make, and where on the page its faults stand. */
final class FormDocument {

    private static final String ALL_SAMPLES = ReferralForm.SAMPLES + "/*/";

    private final List<FormField> fields;

    /** As exact as typed: 23.10 stays 23.10. */
    private final ObjectNode json = JsonNodeFactory.withExactBigDecimals(true).objectNode();

    /** The row on the page of each sample in the document: rows that say nothing make none. */
    private final List<Integer> rows = new ArrayList<>();

    FormDocument(List<FormField> fields, Typed typed) {
        this.fields = List.copyOf(fields);
        // Always there, so that each of their fields that is missing is a fault of its own
        json.putObject("referrer");
        json.putObject("patient");
        fields.stream()
                .filter(field -> !field.pointer().startsWith(ReferralForm.SAMPLES + "/"))
                .forEach(field -> typed.json(field)
                        .ifPresent(value -> parent(field.pointer()).set(last(field.pointer()), value)));
        samples(typed);
    }

    private void samples(Typed typed) {
        var common = object(ALL_SAMPLES, typed);
        var samples = new ArrayList<ObjectNode>();
        IntStream.range(0, ReferralForm.MOST_SAMPLES).forEach(row -> {
            var sample = object(ReferralForm.SAMPLES + "/" + row + "/", typed);
            if (!sample.isEmpty()) {
                rows.add(row);
                samples.add(sample);
            }
        });
        if (samples.isEmpty() && !common.isEmpty()) {
            // What was said of the samples must not vanish because none of them was typed
            rows.add(0);
            samples.add(json.objectNode());
        }
        if (!samples.isEmpty()) {
            var list = parent(ReferralForm.SAMPLES).putArray(last(ReferralForm.SAMPLES));
            samples.forEach(sample -> list.add(sample.setAll(common)));
        }
    }

    private ObjectNode object(String prefix, Typed typed) {
        var object = json.objectNode();
        fields.stream().filter(field -> field.pointer().startsWith(prefix)).forEach(field -> typed.json(field)
                .ifPresent(value -> object.set(last(field.pointer()), value)));
        return object;
    }

    private ObjectNode parent(String pointer) {
        var parent = pointer.substring(0, pointer.lastIndexOf('/'));
        return parent.isEmpty() ? json : json.withObject(parent);
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** The document, to be added to. */
    ObjectNode json() {
        return json;
    }

    /** The document as it is read. */
    byte[] bytes() {
        try {
            return EventCodec.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A referral could not be written as JSON");
        }
    }

    /** A fault with its place on the page. */
    PageFault onPage(Fault fault) {
        return PageFault.of(fieldAt(fault.pointer()), fault);
    }

    /** The field that {@code pointer} leads to, or into, or that stands first below it; empty where there is none. */
    private Optional<FormField> fieldAt(String pointer) {
        var places = places(pointer);
        return fields.stream()
                .filter(field -> places.stream().anyMatch(place -> (place + "/").startsWith(field.pointer() + "/")))
                .max(Comparator.comparingInt(field -> field.pointer().length()))
                .or(() -> fields.stream()
                        .filter(field -> places.stream()
                                .anyMatch(place -> field.pointer().startsWith(place + "/")))
                        .findFirst());
    }

    /** Of a sample: its row on the page, and what is asked for once for all of them. */
    private List<String> places(String pointer) {
        var samples = ReferralForm.SAMPLES + "/";
        if (!pointer.startsWith(samples)) {
            return List.of(pointer);
        }
        var parts = pointer.substring(samples.length()).split("/", 2);
        var row = samples + rows.get(Integer.parseInt(parts[0]));
        return parts.length == 1
                ? List.of(row)
                : Stream.of(row + "/", ALL_SAMPLES)
                        .map(place -> place + parts[1])
                        .toList();
    }
}
