package uk.nsirs.notification.breaking.message;

/** Breaks on purpose: the words know how they travel. */
public record KnowsSmtp(jakarta.mail.Session session) {}
