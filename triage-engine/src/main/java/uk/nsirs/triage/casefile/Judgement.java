package uk.nsirs.triage.casefile;

import java.util.Optional;
import uk.nsirs.triage.criteria.Recommendation;

/** What the criteria have said of a referral so far. */
public sealed interface Judgement {

    /** Number of the newest evaluation; 0 before the first. */
    int evaluation();

    /** What the newest evaluation recommends; empty before the first. */
    Optional<Recommendation> recommendation();

    /** With the outcome of a further evaluation. */
    default Judgement then(Recommendation newer) {
        return new Judged(evaluation() + 1, newer);
    }

    /** The criteria have not been applied yet. */
    record NotYet() implements Judgement {
        @Override
        public int evaluation() {
            return 0;
        }

        @Override
        public Optional<Recommendation> recommendation() {
            return Optional.empty();
        }
    }

    /** The criteria have been applied {@code evaluation} times, 1 or more. */
    record Judged(int evaluation, Recommendation newest) implements Judgement {
        @Override
        public Optional<Recommendation> recommendation() {
            return Optional.of(newest);
        }
    }
}
