package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A date in a history, known to the day, the month or only the year: {@code 2026-05-20}, {@code 2026-05}, {@code 2026}.
 *
 * @param value the date as it was written
 */
public record PartialDate(@JsonValue String value) {

    /** Four digits of a year first: Java's own parsers take a year before Christ, too. */
    private static final Pattern SHAPE = Pattern.compile("\\d{4}(-\\d{2}){0,2}");

    public PartialDate {
        earliest(value);
    }

    /**
     * The date that {@code text} writes.
     *
     * @throws IllegalArgumentException where it is none, or does not exist in the calendar
     */
    @JsonCreator
    public static PartialDate of(String text) {
        return new PartialDate(text);
    }

    /** The first day it can mean. */
    public LocalDate earliest() {
        return earliest(value);
    }

    /** The last day it can mean. */
    public LocalDate latest() {
        return switch (value.length()) {
            case 4 -> earliest().plusYears(1).minusDays(1);
            case 7 -> earliest().plusMonths(1).minusDays(1);
            default -> earliest();
        };
    }

    private static LocalDate earliest(String text) {
        if (text == null || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a date, a month or a year");
        }
        try {
            return switch (text.length()) {
                case 4 -> Year.parse(text).atDay(1);
                case 7 -> YearMonth.parse(text).atDay(1);
                default -> LocalDate.parse(text);
            };
        } catch (DateTimeException notADate) {
            throw new IllegalArgumentException("Not a date, a month or a year", notADate);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
