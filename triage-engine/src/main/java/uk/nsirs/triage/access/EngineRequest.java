package uk.nsirs.triage.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One call of Camunda's own HTTP interface, whichever way it came in, reduced to what it addresses: the way in is cut
 * off, so that one rule holds for {@code /engine-rest} and for the web applications.
 *
 * @param method the HTTP method
 * @param path the path behind the way in, beginning with a slash, without a trailing one
 * @param wayIn which of the ways it took
 */
record EngineRequest(String method, String path, WayIn wayIn) {

    enum WayIn {
        /** The engine's REST interface, by {@code /engine-rest} or through a web application. */
        ENGINE,
        /** What the web applications ask of themselves. */
        WEB_APPLICATION
    }

    private static final Pattern REST = Pattern.compile("/engine-rest(?:/engine/[^/]+)?(/.*)?");
    private static final Pattern REST_BY_WEB_APPLICATION =
            Pattern.compile("/camunda/api/engine(?:/engine/[^/]+)?(/.*)?");
    private static final Pattern COMPLETION = Pattern.compile("/task/([^/]+)/(?:complete|submit-form)");
    private static final Pattern TASK_WORK = Pattern.compile("/task/([^/]+)/([a-z-]+)");
    private static final Pattern JOB_WORK = Pattern.compile("/job/([^/]+)/[a-z]+");
    private static final Pattern WEB_APPLICATION = Pattern.compile("/camunda/api(/.*)?");

    /** The call, or nothing where {@code path} is not Camunda's HTTP interface. */
    static Optional<EngineRequest> of(String method, String path) {
        for (var pattern : new Pattern[] {REST, REST_BY_WEB_APPLICATION}) {
            var matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return Optional.of(new EngineRequest(method, trimmed(matcher.group(1)), WayIn.ENGINE));
            }
        }
        var matcher = WEB_APPLICATION.matcher(path);
        return matcher.matches()
                ? Optional.of(new EngineRequest(method, trimmed(matcher.group(1)), WayIn.WEB_APPLICATION))
                : Optional.empty();
    }

    /** The id of the task this call completes; empty where it does something else. */
    Optional<String> completedTask() {
        var matcher = COMPLETION.matcher(path);
        return wayIn == WayIn.ENGINE && method.equals("POST") && matcher.matches()
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    /** The id of the task this call does something with, completes it or another; empty where it does not. */
    Optional<String> workedOnTask() {
        return workedOn(TASK_WORK);
    }

    /** Whether the task is to be claimed. */
    boolean claims() {
        var matcher = TASK_WORK.matcher(path);
        return matcher.matches() && matcher.group(2).equals("claim");
    }

    /** The id of the job this call does something with; empty where it does not. */
    Optional<String> workedOnJob() {
        return workedOn(JOB_WORK);
    }

    private Optional<String> workedOn(Pattern pattern) {
        var matcher = pattern.matcher(path);
        return wayIn == WayIn.ENGINE && !method.equals("GET") && matcher.matches()
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    private static String trimmed(String path) {
        var text = path == null ? "/" : path;
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
