package uk.nsirs.notification.message;

import java.util.List;
import uk.nsirs.notification.message.Passage.Items;
import uk.nsirs.notification.message.Passage.Paragraph;

/** The plain text part. */
final class TextPart {

    private static final int LINE = 72;

    private final Letter letter;

    TextPart(Letter letter) {
        this.letter = letter;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(letter.heading()).append("\n\n");
        text.append(letter.greeting()).append("\n\n");
        append(text, letter.wording().happened());
        if (!letter.wording().next().isEmpty()) {
            text.append(Letter.NEXT).append("\n\n");
            append(text, letter.wording().next());
        }
        text.append(letter.wording().call()).append(":\n").append(letter.link()).append('\n');
        text.append(Letter.SIGN_IN).append("\n\n");
        letter.details().forEach(detail -> text.append(detail.name())
                .append(": ")
                .append(detail.value())
                .append('\n'));
        text.append('\n').append(String.join("\n", letter.sender().signature())).append("\n\n");
        // The usual mark of a foot, so that mail programs fold it away in answers.
        text.append("-- \n");
        text.append(wrapped(Letter.DO_NOT_REPLY, "")).append('\n');
        text.append(wrapped(Letter.WHY_YOU, "")).append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, List<Passage> passages) {
        for (var passage : passages) {
            if (passage instanceof Paragraph paragraph) {
                text.append(wrapped(paragraph.words(), "")).append("\n\n");
            } else if (passage instanceof Items items) {
                for (var item : items.items()) {
                    text.append(wrapped("- " + item.what(), "  ")).append('\n');
                    if (!item.why().isEmpty()) {
                        text.append("  ")
                                .append(wrapped("Why: " + item.why(), "  "))
                                .append('\n');
                    }
                }
                text.append('\n');
            }
        }
    }

    /** Breaks between words only; a word longer than a line stays whole. */
    private static String wrapped(String words, String indent) {
        var lines = new StringBuilder();
        int column = indent.length();
        for (var word : words.split(" ")) {
            if (column + word.length() > LINE && column > indent.length()) {
                lines.append('\n').append(indent);
                column = indent.length();
            } else if (lines.length() > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }
}
