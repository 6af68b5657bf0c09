/** Lets tests live through years in minutes. Never part of a service: only tests put this jar on a class path. */
package uk.nsirs.time;
