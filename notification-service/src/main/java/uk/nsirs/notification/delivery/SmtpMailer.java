package uk.nsirs.notification.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import uk.nsirs.notification.delivery.Mailer.Outcome.Accepted;
import uk.nsirs.notification.delivery.Mailer.Outcome.Postponed;
import uk.nsirs.notification.delivery.Mailer.Outcome.Refused;
import uk.nsirs.notification.delivery.Mailer.Outcome.Unknown;

/** Speaks SMTP, with the server and the time limits of {@code spring.mail}. */
@Component
class SmtpMailer implements Mailer {

    private final JavaMailSenderImpl server;
    private final MailProperties properties;
    private final MessageIds messageIds;
    private final Clock clock;

    SmtpMailer(JavaMailSenderImpl server, MailProperties properties, MessageIds messageIds, Clock clock) {
        this.server = server;
        this.properties = properties;
        this.messageIds = messageIds;
        this.clock = clock;
    }

    @Override
    public Outcome send(Delivery delivery) {
        Outgoing message;
        try {
            message = compose(server.getSession(), delivery);
        } catch (AddressException notAnAddress) {
            return new Refused(0, "The mailbox is not an e-mail address.");
        } catch (MessagingException faulty) {
            throw new IllegalStateException("An e-mail could not be put together", faulty);
        }
        try {
            var transport = server.getSession().getTransport("smtp");
            try {
                transport.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
                transport.sendMessage(message, message.getAllRecipients());
                return new Accepted();
            } finally {
                close(transport);
            }
        } catch (AuthenticationFailedException refusedUs) {
            return new Postponed("The mail server did not let the service sign in.");
        } catch (MessagingException failed) {
            return outcome(failed, message);
        }
    }

    private Outgoing compose(Session session, Delivery delivery) throws MessagingException {
        var message = new Outgoing(session, messageIds.of(delivery.eventId()));
        var from = properties.fromAddress();
        if (from.getPersonal() == null) {
            named(from, properties.serviceName());
        }
        message.setFrom(from);
        message.setReplyTo(new InternetAddress[] {properties.replyToAddress()});
        message.setRecipient(
                Message.RecipientType.TO,
                new InternetAddress(delivery.recipient().value(), true));
        var prefix = properties.secures(delivery.recipient()) ? "[secure] " : "";
        message.setSubject(prefix + delivery.email().subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", "en-GB");
        var text = new MimeBodyPart();
        text.setText(delivery.email().text(), StandardCharsets.UTF_8.name(), "plain");
        var html = new MimeBodyPart();
        html.setText(delivery.email().html(), StandardCharsets.UTF_8.name(), "html");
        // The last alternative is the one a mail program prefers.
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    private static void named(InternetAddress address, String name) {
        try {
            address.setPersonal(name, StandardCharsets.UTF_8.name());
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A goodbye that fails takes nothing back from what was said before. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // Nothing depends on it.
        }
    }

    private static Outcome outcome(MessagingException failed, Outgoing message) {
        var reply = Reply.in(failed);
        if (reply.code() >= 500) {
            return reply.isAboutUs()
                    ? new Postponed("The mail server refused the service as sender (" + reply.code() + ").")
                    : new Refused(
                            reply.code(),
                            reply.isAboutMailbox()
                                    ? "The mail server refused the mailbox."
                                    : "The mail server refused the message.");
        }
        if (reply.code() >= 400) {
            return new Postponed("The mail server asked to try again later (" + reply.code() + ").");
        }
        return message.isHandedOver()
                ? new Unknown("The mail server did not answer after it was given the message.")
                : new Postponed("The mail server could not be reached.");
    }

    /**
     * What the server said, out of a chain of exceptions.
     *
     * @param code three digits; below 400 where it said nothing
     * @param isAboutUs whether it answered to {@code MAIL FROM}: no other mailbox would help
     * @param isAboutMailbox whether it answered to {@code RCPT TO}
     */
    private record Reply(int code, boolean isAboutUs, boolean isAboutMailbox) {

        static Reply in(MessagingException failed) {
            var said = new Reply(0, false, false);
            for (Exception cause = failed; cause instanceof MessagingException link; cause = link.getNextException()) {
                if (link instanceof SMTPSenderFailedException aboutUs) {
                    return new Reply(aboutUs.getReturnCode(), true, false);
                }
                if (link instanceof SMTPAddressFailedException aboutMailbox) {
                    return new Reply(aboutMailbox.getReturnCode(), false, true);
                }
                if (link instanceof SMTPSendFailedException aboutMessage && said.code() == 0) {
                    said = new Reply(aboutMessage.getReturnCode(), false, false);
                }
            }
            return said;
        }
    }

    /** Keeps its Message-ID, and knows when it has been written to the server whole. */
    private static final class Outgoing extends MimeMessage {

        private final String messageId;
        private volatile boolean handedOver;

        Outgoing(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }

        @Override
        public void writeTo(OutputStream server, String[] withoutHeaders) throws IOException, MessagingException {
            super.writeTo(server, withoutHeaders);
            handedOver = true;
        }

        boolean isHandedOver() {
            return handedOver;
        }
    }
}
