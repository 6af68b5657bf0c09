package uk.nsirs.notification.breaking.inbound;

/** Breaks on purpose: the listener sends by itself. */
public record KnowsSmtp(org.springframework.mail.javamail.JavaMailSenderImpl server) {}
