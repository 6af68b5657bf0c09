package uk.nsirs.broken.referral;

import uk.nsirs.broken.api.EndpointThatAsksTheDatabase;

/** Breaks the rule that the domain knows nothing further out. */
class DomainThatKnowsTheApi {

    Object api() {
        return new EndpointThatAsksTheDatabase(null);
    }
}
