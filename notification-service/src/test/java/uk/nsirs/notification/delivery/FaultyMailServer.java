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

/** An SMTP server that misbehaves on purpose: it takes every dialogue to its end and then does what it was told. */
final class FaultyMailServer implements AutoCloseable {

    enum Behaviour {
        TAKE,
        REFUSE_MAILBOX,
        REFUSE_MESSAGE,
        TRY_LATER,
        REFUSE_SENDER,
        HANG_UP_AFTER_THE_FINAL_DOT,
        HANG_UP_BEFORE_THE_MESSAGE
    }

    private final ServerSocket socket;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    FaultyMailServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        var thread = new Thread(this::serve, "faulty-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void nowOn(Behaviour next) {
        behaviour = next;
    }

    /** What was handed over whole, whatever was answered. */
    List<String> messages() {
        return messages;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                talk(caller);
            } catch (IOException hungUp) {
                // The next caller, or the end.
            }
        }
    }

    private void talk(Socket caller) throws IOException {
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        say(caller, "220 test");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("DATA")) {
                if (behaviour == Behaviour.HANG_UP_BEFORE_THE_MESSAGE) {
                    return;
                }
                say(caller, "354 go on");
                messages.add(readMessage(in));
                if (behaviour == Behaviour.HANG_UP_AFTER_THE_FINAL_DOT) {
                    return;
                }
                say(caller, behaviour == Behaviour.REFUSE_MESSAGE ? "554 secret words of the server" : "250 taken");
            } else if (command.startsWith("MAIL") && behaviour == Behaviour.REFUSE_SENDER) {
                say(caller, "550 who are you");
            } else if (command.startsWith("RCPT") && behaviour == Behaviour.REFUSE_MAILBOX) {
                say(caller, "550 5.1.1 secret words of the server");
            } else if (command.startsWith("RCPT") && behaviour == Behaviour.TRY_LATER) {
                say(caller, "451 greylisted");
            } else if (command.startsWith("QUIT")) {
                say(caller, "221 bye");
                return;
            } else {
                say(caller, "250 fine");
            }
        }
    }

    private static String readMessage(BufferedReader in) throws IOException {
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
