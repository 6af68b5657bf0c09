package uk.nsirs.events;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
final class Spelling {

    private static final int LONGEST_GUESSED = 40;

    private Spelling() {}

    /** The known name that is nearest to {@code name}, ignoring case; empty where none is near. */
    static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST_GUESSED) {
            return Optional.empty();
        }
        var wanted = plain(name);
        return known.stream()
                .filter(candidate -> distance(wanted, plain(candidate)) <= Math.max(1, candidate.length() / 4))
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Levenshtein's: the least number of characters to add, leave out or change. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
