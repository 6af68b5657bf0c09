package uk.nsirs.notification.delivery;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that misbehaves on purpose: it takes every dialogue to its end and then does what it was told. */
final class FaultyMailServer extends ScriptedMailServer {

    enum Behaviour {
        TAKE,
        REFUSE_MAILBOX,
        REFUSE_MESSAGE,
        TRY_LATER,
        REFUSE_SENDER,
        HANG_UP_AFTER_THE_FINAL_DOT,
        HANG_UP_BEFORE_THE_MESSAGE
    }

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    FaultyMailServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        begin();
    }

    void nowOn(Behaviour next) {
        behaviour = next;
    }

    /** What was handed over whole, whatever was answered. */
    List<String> messages() {
        return messages;
    }

    @Override
    void talk(Socket caller) throws IOException {
        var in = lines(caller);
        say(caller, "220 test");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("DATA")) {
                if (behaviour == Behaviour.HANG_UP_BEFORE_THE_MESSAGE) {
                    return;
                }
                say(caller, "354 go on");
                messages.add(message(in));
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
}
