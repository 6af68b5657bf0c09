package uk.nsirs.notification.message;

import java.util.List;

/** A piece of an e-mail's body, the same in text and HTML. */
sealed interface Passage {

    /** One paragraph of short sentences. */
    record Paragraph(String words) implements Passage {}

    /** What is asked for, one line each. */
    record Items(List<Item> items) implements Passage {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * One thing asked for.
     *
     * @param what the item in words
     * @param why the reason; empty where none is known
     */
    record Item(String what, String why) {}
}
