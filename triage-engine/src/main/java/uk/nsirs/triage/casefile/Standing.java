package uk.nsirs.triage.casefile;

import uk.nsirs.triage.casefile.CaseFile.Status;

/** How far the pathway of a referral is: before the decision, in the service's care, or over. */
public sealed interface Standing {

    /** As the referrer is told. */
    Status status();

    /** Whether a named person accepted it, be it over by now or not. */
    boolean accepted();

    /** The same, told to the referrer as {@code status}. */
    Standing told(Status status);

    /** Nobody has accepted it, and it still can be. */
    record Undecided(Status status) implements Standing {
        @Override
        public boolean accepted() {
            return false;
        }

        @Override
        public Standing told(Status other) {
            return new Undecided(other);
        }
    }

    /** A named person accepted it. */
    record Accepted(Status status) implements Standing {
        @Override
        public boolean accepted() {
            return true;
        }

        @Override
        public Standing told(Status other) {
            return new Accepted(other);
        }
    }

    /** Over; what arrives later stays visible. */
    record Closed(Status status, boolean accepted) implements Standing {
        @Override
        public Standing told(Status other) {
            return new Closed(other, accepted);
        }
    }
}
