package uk.nsirs.servers;

/** All that a client needs to reach one database. */
public record JdbcUrl(String url, String username, String password) {}
