package uk.nsirs.relay.breaking;

import uk.nsirs.servers.JdbcUrl;

/** Depends on a part of the house that the relay must not know. */
public record KnowsAService(JdbcUrl database) {}
