package uk.nsirs.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import uk.nsirs.servers.Certificate;

/** An SMTP server that encrypts: from the first byte, when asked by STARTTLS, or never. */
final class EncryptingMailServer implements AutoCloseable {

    enum Encrypts {
        FROM_THE_FIRST_BYTE,
        WHEN_ASKED,
        NEVER
    }

    private final ServerSocket socket;
    private final Encrypts encrypts;
    private final Certificate certificate;
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final List<String> readable = new CopyOnWriteArrayList<>();

    EncryptingMailServer(Encrypts encrypts, Certificate certificate) {
        this.encrypts = encrypts;
        this.certificate = certificate;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        var thread = new Thread(this::serve, "encrypting-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What came over an encrypted connection. */
    List<String> encrypted() {
        return encrypted;
    }

    /** What anybody on the way could read. */
    List<String> readable() {
        return readable;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                talk(encrypts == Encrypts.FROM_THE_FIRST_BYTE ? secured(caller) : caller);
            } catch (IOException hungUp) {
                // The next caller, or the end.
            }
        }
    }

    private void talk(Socket caller) throws IOException {
        if (!(caller instanceof SSLSocket) || encrypts == Encrypts.FROM_THE_FIRST_BYTE) {
            say(caller, "220 test");
        }
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO") && encrypts == Encrypts.WHEN_ASKED && !(caller instanceof SSLSocket)) {
                say(caller, "250-test");
                say(caller, "250 STARTTLS");
            } else if (command.startsWith("STARTTLS")) {
                say(caller, "220 go on");
                talk(secured(caller));
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

    private static String message(BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        return message.toString();
    }

    private static void say(Socket caller, String reply) throws IOException {
        caller.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is.
        }
    }
}
