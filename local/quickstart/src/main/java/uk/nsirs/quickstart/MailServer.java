package uk.nsirs.quickstart;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;

/** An SMTP server that accepts everything and sends nothing on. */
final class MailServer {

    private static final int KEPT_IN_MEMORY = 50;

    private final int port;
    private final Inbox inbox;
    private GreenMail server;
    private int sinceLastPurge;

    MailServer(int port, Inbox inbox) {
        this.port = port;
        this.inbox = inbox;
    }

    synchronized void start() {
        if (server != null) {
            return;
        }
        GreenMail starting = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        starting.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        try {
            starting.start();
        } catch (IllegalStateException failure) {
            throw new CannotStart("The mail server did not start on port " + port + ".", failure);
        }
        starting.getUserManager().setMessageDeliveryHandler((mail, address) -> deliver(starting, mail, address));
        server = starting;
    }

    synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private synchronized GreenMailUser deliver(GreenMail receiving, MovingMessage mail, MailAddress address)
            throws MessagingException, UserException {
        try {
            inbox.keep(mail.getMessage(), address.getEmail());
        } catch (IOException failure) {
            throw new MessagingException("Cannot keep the message", failure);
        }
        // The library wants a mailbox of its own in memory; ours is on disk.
        if (++sinceLastPurge >= KEPT_IN_MEMORY) {
            sinceLastPurge = 0;
            try {
                receiving.purgeEmailFromAllMailboxes();
            } catch (com.icegreen.greenmail.store.FolderException failure) {
                throw new MessagingException("Cannot clear the library's mailbox", failure);
            }
        }
        var users = receiving.getUserManager();
        GreenMailUser known = users.getUserByEmail(address.getEmail());
        return known == null ? users.createUser(address.getEmail(), address.getEmail(), "") : known;
    }
}
