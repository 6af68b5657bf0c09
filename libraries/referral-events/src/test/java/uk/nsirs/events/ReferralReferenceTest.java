package uk.nsirs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The check character notices what people get wrong when they write or say a reference. */
class ReferralReferenceTest {

    private static final String ALPHABET = "23456789ABCDFGHJKMNPQRSTVWXYZ";
    private static final int FIRST_OF_SERIAL = "NSIRS-2026-".length();

    @Property(tries = 300)
    void any_single_wrong_character_is_noticed(
            @ForAll Random random, @ForAll @IntRange(min = 2020, max = 2099) int year) {
        var reference = ReferralReference.random(year, random).value();

        for (int i = FIRST_OF_SERIAL; i < reference.length(); i++) {
            for (int c = 0; c < ALPHABET.length(); c++) {
                char other = ALPHABET.charAt(c);
                if (other != reference.charAt(i)) {
                    assertThat(ReferralReference.parse(replaced(reference, i, other)))
                            .as("%s with %s at %s", reference, other, i)
                            .isEmpty();
                }
            }
        }
        for (int i = "NSIRS-".length(); i < "NSIRS-2026".length(); i++) {
            for (char other = '0'; other <= '9'; other++) {
                if (other != reference.charAt(i)) {
                    assertThat(ReferralReference.parse(replaced(reference, i, other)))
                            .as("%s with %s at %s", reference, other, i)
                            .isEmpty();
                }
            }
        }
    }

    @Property(tries = 1_000)
    void any_swap_of_neighbours_is_noticed(@ForAll Random random, @ForAll @IntRange(min = 2020, max = 2099) int year) {
        var reference = ReferralReference.random(year, random).value();

        for (int i = "NSIRS-".length(); i < reference.length() - 1; i++) {
            char left = reference.charAt(i);
            char right = reference.charAt(i + 1);
            if (left != right && left != '-' && right != '-') {
                assertThat(ReferralReference.parse(replaced(replaced(reference, i, right), i + 1, left)))
                        .as("%s with %s and %s swapped", reference, left, right)
                        .isEmpty();
            }
        }
    }

    @Property(tries = 200)
    void a_reference_survives_being_typed_in_lower_case(@ForAll Random random) {
        var reference = ReferralReference.random(2026, random);

        assertThat(ReferralReference.parse(" " + reference.value().toLowerCase(java.util.Locale.ROOT) + " "))
                .contains(reference);
    }

    @Example
    void references_hardly_ever_repeat() {
        var random = new Random(7);
        var seen = new HashSet<ReferralReference>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(ReferralReference.random(2026, random));
        }

        assertThat(seen).hasSizeGreaterThan(995);
    }

    @Example
    void what_is_no_reference_is_refused() {
        for (var text : new String[] {null, "", "NSIRS-2026-", "NSIRS-2026-000000", "NSIRS-26-7K3QX9", "7K3QX9"}) {
            assertThat(ReferralReference.parse(text)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> ReferralReference.of(text));
        }
    }

    private static String replaced(String text, int index, char other) {
        return text.substring(0, index) + other + text.substring(index + 1);
    }
}
