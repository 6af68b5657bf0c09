package uk.nsirs.events;

/** Which characters a text may hold. */
public final class Characters {

    private Characters() {}

    /**
     * Whether {@code text} stays on one line wherever it is shown: in a page, a log, a mail header. A line break in a
     * name would let its sender write a header of an e-mail.
     */
    public static boolean allowedInLine(String text) {
        return text.codePoints().noneMatch(Characters::neverAllowed)
                && text.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL);
    }

    /** Whether {@code text} holds, of all control characters, only line breaks and tabs. */
    public static boolean allowedInText(String text) {
        return text.codePoints().noneMatch(Characters::neverAllowed)
                && text.codePoints()
                        .noneMatch(
                                c -> Character.getType(c) == Character.CONTROL && c != '\n' && c != '\r' && c != '\t');
    }

    /** Half characters, which no UTF-8 can hold; separators that break lines; marks that turn the writing direction. */
    private static boolean neverAllowed(int c) {
        return switch (Character.getType(c)) {
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        };
    }
}
