package uk.nsirs.triage.casefile.engineuse;

import org.camunda.bpm.engine.RuntimeService;

/** Breaks a rule on purpose, so that the rule is known to be able to fail. */
public record UsesTheEngine(RuntimeService runtime) {}
