package uk.nsirs.relay;

import java.util.Objects;
import java.util.function.Predicate;

/** Makes the consumers of a service; a bean. */
public final class EventConsumers {

    private final Processing processing;

    EventConsumers(Processing processing) {
        this.processing = processing;
    }

    /**
     * Begins a consumer.
     *
     * @param consumerName names it in the inbox and on its dead letters; never changed, since another name would process
     *     everything again
     */
    public Builder builder(String consumerName) {
        return new Builder(consumerName);
    }

    /** What a consumer does with its records. */
    public final class Builder {

        private final String name;
        private Predicate<ReceivedEvent> first = event -> false;
        private BatchHandler batch = events -> {};
        private EventHandler each;
        private DeadLetterHandler letters;
        private boolean deadLetters = true;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Lets some events of a batch go first, in one shared transaction.
         *
         * @param first selects them. They overtake the other records of the batch, so select only events that are the
         *     first of their reference
         */
        public Builder batched(Predicate<ReceivedEvent> first, BatchHandler handler) {
            this.first = Objects.requireNonNull(first, "first");
            this.batch = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /** Processes every other event, in order, each in its own transaction. Needed. */
        public Builder each(EventHandler handler) {
            this.each = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /** Makes this the consumer of dead letter topics: takes records as they are and never dead-letters. */
        public Builder eachDeadLetter(DeadLetterHandler handler) {
            this.letters = Objects.requireNonNull(handler, "handler");
            return neverDeadLetter();
        }

        /** Tries everything again without limit: for a consumer whose dead letters nobody would read. */
        public Builder neverDeadLetter() {
            this.deadLetters = false;
            return this;
        }

        /**
         * @throws IllegalStateException without a handler for single events or dead letters
         */
        public EventConsumer build() {
            if ((each == null) == (letters == null)) {
                throw new IllegalStateException(
                        "Consumer " + name + " needs either a handler of events or one of dead letters");
            }
            if (deadLetters) {
                processing.deadLetters().counter(name);
            }
            return new EventConsumer(processing, name, first, batch, each, letters, deadLetters);
        }
    }
}
