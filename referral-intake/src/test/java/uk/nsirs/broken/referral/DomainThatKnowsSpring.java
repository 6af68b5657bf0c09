package uk.nsirs.broken.referral;

import org.springframework.stereotype.Component;

/** Breaks the rule that the domain knows no framework. */
@Component
class DomainThatKnowsSpring {}
