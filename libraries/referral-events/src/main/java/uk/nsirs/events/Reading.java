package uk.nsirs.events;

import java.util.List;

/**
 * What {@link ReferralReader} made of a JSON document: a value, or everything that is wrong with it.
 *
 * @param <T> the value
 */
public sealed interface Reading<T> {

    /**
     * The document was understood.
     *
     * @param value never null
     * @param flags what is possible but unusual, for a person to look at; never repeats what was sent; never null
     */
    record Valid<T>(T value, List<Fault> flags) implements Reading<T> {
        public Valid {
            flags = List.copyOf(flags);
        }
    }

    /**
     * The document was refused.
     *
     * @param faults all faults at once, in the order of the contract's fields; never empty; never repeats what was sent
     */
    record Invalid<T>(List<Fault> faults) implements Reading<T> {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
