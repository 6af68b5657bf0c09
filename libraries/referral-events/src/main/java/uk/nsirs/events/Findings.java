package uk.nsirs.events;

import java.util.ArrayList;
import java.util.List;

/** The faults and flags found so far in one document. */
final class Findings {

    /** So that a hostile document cannot make an answer of megabytes; far above what a real mistake produces. */
    static final int MOST_FAULTS = 500;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> flags = new ArrayList<>();

    void fault(Fault fault) {
        if (!full()) {
            faults.add(fault);
        }
    }

    void flag(Fault flag) {
        flags.add(flag);
    }

    boolean noFault() {
        return faults.isEmpty();
    }

    boolean full() {
        return faults.size() >= MOST_FAULTS;
    }

    /** The value with its flags, unless anything was wrong. */
    <T> Reading<T> reading(T value) {
        return faults.isEmpty() ? new Reading.Valid<>(value, flags) : new Reading.Invalid<>(faults);
    }
}
