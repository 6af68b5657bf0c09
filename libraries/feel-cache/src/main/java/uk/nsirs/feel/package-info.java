/** FEEL for decision tables, each expression parsed once. */
package uk.nsirs.feel;
