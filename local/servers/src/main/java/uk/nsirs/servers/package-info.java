/**
 * What every test takes its servers from: {@link uk.nsirs.servers.RealServers} on the test class, {@link
 * uk.nsirs.servers.Servers} as a parameter. {@code -Dnsirs.servers=auto|embedded|containers} chooses where they run.
 */
package uk.nsirs.servers;
