package uk.nsirs.triage.casefile.engineuse;

import uk.nsirs.intake.fixture.PartOfIntake;

/** Breaks a rule on purpose, so that the rule is known to be able to fail. */
public record UsesIntake(PartOfIntake part) {}
