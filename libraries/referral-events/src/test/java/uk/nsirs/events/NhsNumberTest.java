package uk.nsirs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Modulus 11 as the NHS Data Dictionary says it (V-16). */
class NhsNumberTest {

    @Example
    void the_computed_examples_are_valid() {
        for (var number : new String[] {"9990000018", "9990000026", "9990000034", "9990000042", "9990000050"}) {
            assertThat(NhsNumber.isNhsNumber(number)).as(number).isTrue();
        }
    }

    @Example
    void the_service_manuals_own_example_is_not_valid() {
        assertThat(NhsNumber.isNhsNumber("999 123 4567")).isFalse();
    }

    @Example
    void spaces_and_hyphens_between_digits_do_not_matter() {
        assertThat(NhsNumber.of("999 000-0018")).isEqualTo(NhsNumber.of("9990000018"));
    }

    @Example
    void what_is_no_number_is_refused() {
        for (var text : new String[] {null, "", "999000001", "99900000180", "999000001X", "\u0669990000018"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NhsNumber.of(text));
        }
    }

    /** The check is computed here in another way: the weighted sum of all ten digits is a multiple of 11. */
    @Property
    void exactly_the_numbers_whose_weighted_sum_is_a_multiple_of_eleven_are_valid(
            @ForAll @LongRange(max = 9_999_999_999L) long number) {
        var digits = "%010d".formatted(number);
        long sum = 0;
        long rest = number;
        for (int weight = 1; weight <= 10; weight++) {
            sum += weight * (rest % 10);
            rest /= 10;
        }

        assertThat(NhsNumber.isNhsNumber(digits)).isEqualTo(sum % 11 == 0);
    }

    @Example
    void a_number_does_not_show_itself() {
        assertThat(NhsNumber.of("9990000018").toString()).doesNotContain("999");
    }
}
