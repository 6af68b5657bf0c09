package uk.nsirs.quickstart;

import java.nio.file.Path;

/**
 * What was asked for on the command line.
 *
 * @param repository the top of the source tree, where the services' jars are found
 * @param state where everything that outlives a run is kept
 * @param ports who listens where
 * @param demo whether the synthetic cohort is submitted
 * @param reset whether what earlier runs kept is removed first; whoever asked has confirmed it
 */
record Options(Path repository, Path state, PortPlan ports, boolean demo, boolean reset) {

    static Options parse(String... arguments) {
        Path repository = Path.of("").toAbsolutePath();
        Path state = null;
        PortPlan ports = new PortPlan(0);
        boolean demo = false;
        boolean reset = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--demo" -> demo = true;
                case "--reset" -> reset = true;
                case "--repository" ->
                    repository = Path.of(value(arguments, ++i)).toAbsolutePath().normalize();
                case "--state" ->
                    state = Path.of(value(arguments, ++i)).toAbsolutePath().normalize();
                case "--port-offset" -> ports = new PortPlan(number(value(arguments, ++i)));
                default -> throw new CannotStart("Unknown option " + arguments[i] + "; ./run --help shows them all.");
            }
        }
        return new Options(repository, state == null ? repository.resolve(".local") : state, ports, demo, reset);
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new CannotStart(arguments[index - 1] + " needs a value; ./run --help shows how.");
        }
        return arguments[index];
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            // The plan's own message says which numbers are allowed.
            return -1;
        }
    }
}
