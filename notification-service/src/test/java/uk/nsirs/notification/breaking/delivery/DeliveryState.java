package uk.nsirs.notification.breaking.delivery;

/** Breaks on purpose: a state knows the database. */
public record DeliveryState(org.springframework.jdbc.core.simple.JdbcClient database) {}
