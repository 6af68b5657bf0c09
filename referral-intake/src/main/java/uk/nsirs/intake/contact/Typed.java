package uk.nsirs.intake.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was typed on a page, by the names of its fields. What is blank was not said: it is never a "no".
 *
 * @param values as the browser sent them
 */
record Typed(Map<String, List<String>> values) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    private static final List<String> DATE_PARTS = List.of("year", "month", "day");

    /** The text of a control; empty where nothing was typed. A browser ends lines with two characters. */
    public String text(String name) {
        var typed = values.getOrDefault(name, List.of());
        return typed.isEmpty() || typed.get(0) == null ? "" : typed.get(0).replace("\r\n", "\n");
    }

    /** The text of one part of a date. */
    public String text(FormField field, String part) {
        return text(field.pointer() + "/" + part);
    }

    /** Whether this answer was chosen; where there is none, whether it is the one that says nothing. */
    public boolean isChosen(FormField field, String value) {
        return field.kind() == FormField.Kind.CHECKBOXES
                ? values.getOrDefault(field.pointer(), List.of()).contains(value)
                : text(field.pointer()).equals(value);
    }

    /** Whether something was said in any of the fields. */
    public boolean says(FormItem item) {
        return item.fields().stream().anyMatch(field -> json(field).isPresent());
    }

    /**
     * What was typed as it goes into the referral; empty where nothing was. What is no number and no answer stays text, so
     * that the reader of referrals finds the fault.
     */
    Optional<JsonNode> json(FormField field) {
        return switch (field.kind()) {
            case LINE, TEXT, RADIOS, SELECT -> said(field).map(TextNode::valueOf);
            case NUMBER ->
                said(field)
                        .map(text -> NUMBER.matcher(text).matches()
                                ? DecimalNode.valueOf(new BigDecimal(text))
                                : TextNode.valueOf(text));
            case YES_NO ->
                said(field)
                        .map(text -> List.of("true", "false").contains(text)
                                ? BooleanNode.valueOf(text.equals("true"))
                                : TextNode.valueOf(text));
            case DATE, PARTIAL_DATE -> date(field).map(TextNode::valueOf);
            case CHECKBOXES -> ticked(field);
        };
    }

    private Optional<String> said(FormField field) {
        return Optional.of(text(field.pointer()).strip()).filter(text -> !text.isEmpty());
    }

    private Optional<JsonNode> ticked(FormField field) {
        var ticked = JsonNodeFactory.instance.arrayNode();
        values.getOrDefault(field.pointer(), List.of()).forEach(ticked::add);
        return ticked.isEmpty() ? Optional.empty() : Optional.of(ticked);
    }

    /** As 2026-05-20, 2026-05 or 2026; a part that is missing before another leaves a gap, which is no date. */
    private Optional<String> date(FormField field) {
        var parts = DATE_PARTS.stream()
                .map(part -> text(field, part).strip())
                .map(part -> part.matches("\\d") ? "0" + part : part)
                .toList();
        if (parts.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(String.join("-", parts).replaceFirst("-{1,2}$", ""));
    }
}
