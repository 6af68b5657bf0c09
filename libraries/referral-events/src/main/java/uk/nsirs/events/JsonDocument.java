package uk.nsirs.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Bytes to a tree of {@link Json}. Jackson finds the tokens; the tree is built here because a duplicate name must be
 * reported with its place, and every one of them, where Jackson's own trees keep the last in silence or stop at the
 * first.
 */
final class JsonDocument {

    /** A referral is some five thousand bytes; free text at its limits stays below this. */
    static final int MOST_BYTES = 256 * 1024;

    /** The contract needs five levels. */
    static final int DEEPEST = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // The size of the document is limited above. These only have to be out of the way, so that a fault is
            // reported here with its place and not as an exception there.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_BYTES)
                    .maxNameLength(MOST_BYTES)
                    .maxStringLength(MOST_BYTES)
                    .maxNumberLength(MOST_BYTES)
                    .build())
            // Names are the sender's: they must not fill a table shared by the whole process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonDocument() {}

    /** The document's tree, or empty after its fault was reported. Never throws, whatever the bytes are. */
    static Optional<Json> parse(byte[] bytes, Findings findings) {
        var document = Place.root(findings);
        if (bytes == null || bytes.length == 0) {
            document.fault("EMPTY", "The body is empty; a JSON object is needed.");
            return Optional.empty();
        }
        if (bytes.length > MOST_BYTES) {
            document.fault("TOO_LARGE", "The body is larger than 256 KiB (262,144 bytes).");
            return Optional.empty();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            document.fault("INVALID_UTF8", "The body is not valid UTF-8, the encoding of JSON.");
            return Optional.empty();
        }
        if (text.charAt(0) == '\uFEFF') {
            document.fault("BYTE_ORDER_MARK", "The body begins with a byte order mark; JSON is sent without one.");
            return Optional.empty();
        }
        if (text.isBlank()) {
            document.fault("EMPTY", "The body is empty; a JSON object is needed.");
            return Optional.empty();
        }
        return parse(text, document);
    }

    private static Optional<Json> parse(String text, Place document) {
        try (var tokens = FACTORY.createParser(text)) {
            tokens.nextToken();
            var root = value(tokens, document, 1);
            if (tokens.nextToken() != null) {
                document.fault("TRAILING_CONTENT", "After the JSON object there is more; send one object only.");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (JsonProcessingException notJson) {
            // Its message repeats what was sent; where it happened does not.
            var where = notJson.getLocation();
            document.fault(
                    "INVALID_JSON",
                    where == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON: see line %d, column %d."
                                    .formatted(where.getLineNr(), where.getColumnNr()));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from memory failed", impossible);
        }
    }

    private static Json value(JsonParser tokens, Place place, int depth) throws IOException {
        var token = tokens.currentToken();
        if (token.isStructStart() && depth > DEEPEST) {
            place.fault("NESTED_TOO_DEEPLY", "Objects and arrays may be nested %d deep.".formatted(DEEPEST));
            tokens.skipChildren();
            return new Json.NullValue();
        }
        return switch (token) {
            case START_OBJECT -> object(tokens, place, depth);
            case START_ARRAY -> array(tokens, place, depth);
            case VALUE_STRING -> new Json.TextValue(tokens.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.NumberValue(tokens.getText());
            case VALUE_TRUE -> new Json.BooleanValue(true);
            case VALUE_FALSE -> new Json.BooleanValue(false);
            default -> new Json.NullValue();
        };
    }

    private static Json object(JsonParser tokens, Place place, int depth) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            var name = tokens.currentName();
            tokens.nextToken();
            var member = value(tokens, place.at(name), depth + 1);
            if (members.putIfAbsent(name, member) != null) {
                place.at(name).fault("DUPLICATE_FIELD", "This field is there more than once; send it once.");
            }
        }
        return new Json.ObjectValue(members);
    }

    private static Json array(JsonParser tokens, Place place, int depth) throws IOException {
        var items = new ArrayList<Json>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(tokens, place.at(items.size()), depth + 1));
        }
        return new Json.ArrayValue(items);
    }
}
