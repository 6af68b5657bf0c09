package uk.nsirs.notification.message;

import java.util.ArrayList;
import java.util.List;
import uk.nsirs.notification.message.Passage.Paragraph;

/**
 * What one e-mail says, before it is laid out.
 *
 * @param urge whether the reader must do something
 * @param topic what it is about, for the subject line and the heading; begins in lower case unless it begins with a name
 * @param happened what happened
 * @param next what happens next; empty after a death
 * @param call the words of the one link
 */
record Wording(Urge urge, String topic, List<Passage> happened, List<Passage> next, String call) {

    enum Urge {
        ACTION_NEEDED("Action needed"),
        FOR_INFORMATION("For information");

        private final String words;

        Urge(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Wording {
        happened = List.copyOf(happened);
        next = List.copyOf(next);
    }

    static Builder actionNeeded(String topic) {
        return new Builder(Urge.ACTION_NEEDED, topic);
    }

    static Builder forInformation(String topic) {
        return new Builder(Urge.FOR_INFORMATION, topic);
    }

    /** Collects passages in reading order. */
    static final class Builder {

        private final Urge urge;
        private final String topic;
        private final List<Passage> happened = new ArrayList<>();
        private final List<Passage> next = new ArrayList<>();

        private Builder(Urge urge, String topic) {
            this.urge = urge;
            this.topic = topic;
        }

        Builder happened(String words) {
            happened.add(new Paragraph(words));
            return this;
        }

        Builder happened(Passage passage) {
            happened.add(passage);
            return this;
        }

        Builder next(String words) {
            next.add(new Paragraph(words));
            return this;
        }

        /** Said last, wherever it is so: the reader need not look for what is asked. */
        Builder nothingToDo() {
            return next("You do not need to do anything now.");
        }

        Wording link(String call) {
            return new Wording(urge, topic, happened, next, call);
        }
    }
}
