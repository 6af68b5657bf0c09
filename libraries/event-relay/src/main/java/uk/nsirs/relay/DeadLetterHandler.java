package uk.nsirs.relay;

/** Processes one dead letter. Called inside a transaction; whatever it throws is tried again without limit. */
@FunctionalInterface
public interface DeadLetterHandler {

    void handle(DeadLetter letter);
}
