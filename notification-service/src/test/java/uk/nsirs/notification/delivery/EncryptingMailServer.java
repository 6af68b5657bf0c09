package uk.nsirs.notification.delivery;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import uk.nsirs.servers.Certificate;

/** An SMTP server that encrypts: from the first byte, when asked by STARTTLS, or never. */
final class EncryptingMailServer extends ScriptedMailServer {

    enum Encrypts {
        FROM_THE_FIRST_BYTE,
        WHEN_ASKED,
        NEVER
    }

    private final Encrypts encrypts;
    private final Certificate certificate;
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final List<String> readable = new CopyOnWriteArrayList<>();

    EncryptingMailServer(Encrypts encrypts, Certificate certificate) {
        this.encrypts = encrypts;
        this.certificate = certificate;
        begin();
    }

    /** What came over an encrypted connection. */
    List<String> encrypted() {
        return encrypted;
    }

    /** What anybody on the way could read. */
    List<String> readable() {
        return readable;
    }

    @Override
    void talk(Socket caller) throws IOException {
        var own = encrypts == Encrypts.FROM_THE_FIRST_BYTE ? secured(caller) : caller;
        say(own, "220 test");
        answer(own);
    }

    private void answer(Socket caller) throws IOException {
        var in = lines(caller);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO") && encrypts == Encrypts.WHEN_ASKED && !(caller instanceof SSLSocket)) {
                say(caller, "250-test");
                say(caller, "250 STARTTLS");
            } else if (command.startsWith("STARTTLS")) {
                say(caller, "220 go on");
                answer(secured(caller));
                return;
            } else if (command.startsWith("DATA")) {
                say(caller, "354 go on");
                (caller instanceof SSLSocket ? encrypted : readable).add(message(in));
                say(caller, "250 taken");
            } else if (command.startsWith("QUIT")) {
                say(caller, "221 bye");
                return;
            } else {
                say(caller, "250 fine");
            }
        }
    }

    private Socket secured(Socket caller) throws IOException {
        var secured = (SSLSocket)
                certificate.serverContext().getSocketFactory().createSocket(caller, null, caller.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }
}
