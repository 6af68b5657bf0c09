/** What is said: one milestone becomes one e-mail. Knows nothing of Spring, Kafka or SMTP. */
package uk.nsirs.notification.message;
