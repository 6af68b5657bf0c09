/**
 * Makes Camunda's web applications and REST interface know who is signed in, and what each group may see. The one place
 * besides {@code pathway} that has to use Camunda's types: its servlet filters load them by class name.
 */
package uk.nsirs.triage.cockpit;
