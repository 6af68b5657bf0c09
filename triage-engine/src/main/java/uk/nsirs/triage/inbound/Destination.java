package uk.nsirs.triage.inbound;

import java.util.Map;
import java.util.Optional;

/** Where a recorded message goes. */
sealed interface Destination {

    /**
     * To the process that waits for it.
     *
     * @param message name of the BPMN message
     * @param orderId only to the place that waits for this order; empty where the message is about none
     * @param codes variables it brings: codes, moments, yes or no
     */
    record Process(String message, Optional<String> orderId, Map<String, Object> codes) implements Destination {}

    /** To nobody yet: the process is about to be ready for it. */
    record Later() implements Destination {}

    /** Nowhere: it is in the case file, and nobody has to do anything about it. */
    record Filed() implements Destination {}

    /**
     * To a person.
     *
     * @param cause one sentence without data of the message
     */
    record Person(String cause) implements Destination {}
}
