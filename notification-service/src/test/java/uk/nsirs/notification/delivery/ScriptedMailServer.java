package uk.nsirs.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP server of our own, for what no well-behaved one does. One caller at a time. */
abstract class ScriptedMailServer implements AutoCloseable {

    private final ServerSocket socket;

    ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Begins to answer; called when the server is whole. */
    final void begin() {
        var thread = new Thread(this::serve, getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
    }

    final int port() {
        return socket.getLocalPort();
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

    /** One caller's whole conversation. */
    abstract void talk(Socket caller) throws IOException;

    static BufferedReader lines(Socket caller) throws IOException {
        return new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
    }

    static void say(Socket caller, String reply) throws IOException {
        caller.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    /** What follows DATA, up to the final dot. */
    static String message(BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        return message.toString();
    }

    @Override
    public final void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is.
        }
    }
}
