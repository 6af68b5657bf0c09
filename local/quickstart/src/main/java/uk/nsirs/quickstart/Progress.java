package uk.nsirs.quickstart;

/** Who wants to know how far it is. */
@FunctionalInterface
public interface Progress {

    /** One line for a person. */
    void say(String line);

    static Progress silent() {
        return line -> {};
    }
}
