package uk.nsirs.triage.criteria.springuse;

import org.springframework.core.io.Resource;

/** Breaks a rule on purpose, so that the rule is known to be able to fail. */
public record UsesSpring(Resource resource) {}
