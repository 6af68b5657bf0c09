/**
 * Who may call what, and what may be written through Camunda's own REST and web applications. Knows HTTP only; what has
 * to be a Camunda type lives in {@code cockpit}.
 */
package uk.nsirs.triage.access;
