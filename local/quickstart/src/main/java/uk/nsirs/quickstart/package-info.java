/**
 * {@code ./run}: the whole system on this machine, nothing else installed.
 *
 * <p>{@link uk.nsirs.quickstart.Quickstart} is the program; {@link uk.nsirs.quickstart.Stack} is the same system for
 * whoever wants to start, break and mend it from Java. The state directory ({@code .local}) holds {@code postgres},
 * {@code kafka}, {@code mail}, {@code config}, {@code logs} and {@code run}: there {@code <service>.pid} names the process
 * of each service. A service that is killed comes back by itself while {@code ./run} goes on.
 */
package uk.nsirs.quickstart;
