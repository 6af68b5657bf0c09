package uk.nsirs.servers;

import java.util.List;
import java.util.Locale;

/** Where the servers run. */
enum Branch {
    EMBEDDED,
    CONTAINERS;

    /** What the switch {@code nsirs.servers} may say. */
    static final String SWITCH = "nsirs.servers";

    /** What is asked about this machine, and only when the answer matters. */
    interface Docker {

        boolean answers();

        /** Whether the image is here or could be pulled. */
        boolean has(String image);
    }

    record Choice(Branch branch, String because) {}

    /**
     * Decides where the servers run.
     *
     * @param requested what the switch says; null or blank is {@code auto}
     * @throws IllegalArgumentException if the switch says something else
     */
    static Choice choose(String requested, List<String> images, Docker docker) {
        String wish = requested == null || requested.isBlank()
                ? "auto"
                : requested.strip().toLowerCase(Locale.ROOT);
        return switch (wish) {
            case "embedded" -> new Choice(EMBEDDED, "-D" + SWITCH + "=embedded");
            case "containers" -> new Choice(CONTAINERS, "-D" + SWITCH + "=containers");
            case "auto" -> byWhatIsThere(images, docker);
            default ->
                throw new IllegalArgumentException(
                        "-D" + SWITCH + " must be auto, embedded or containers, not \"" + requested + "\"");
        };
    }

    private static Choice byWhatIsThere(List<String> images, Docker docker) {
        if (!docker.answers()) {
            return new Choice(EMBEDDED, "auto, and Docker does not answer");
        }
        for (String image : images) {
            if (!docker.has(image)) {
                return new Choice(EMBEDDED, "auto, and the image " + image + " is not here and cannot be pulled");
            }
        }
        return new Choice(CONTAINERS, "auto, and Docker answers and has the images");
    }
}
