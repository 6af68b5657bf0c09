package uk.nsirs.notification.delivery;

/** Hands one e-mail to a mail server, once. */
@FunctionalInterface
interface Mailer {

    Outcome send(Delivery delivery);

    /** What one attempt came to. */
    sealed interface Outcome {

        /** The server took it. */
        record Accepted() implements Outcome {}

        /**
         * The server refused it for good.
         *
         * @param smtpCode its reply, 500 to 599, or 0 where the address could not even be written
         * @param cause one sentence, without the server's own words
         */
        record Refused(int smtpCode, String cause) implements Outcome {}

        /** It surely did not arrive, and may later. */
        record Postponed(String cause) implements Outcome {}

        /** It was handed over whole and no answer came: it may have arrived. */
        record Unknown(String cause) implements Outcome {}
    }
}
