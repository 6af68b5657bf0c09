package uk.nsirs.triage.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import uk.nsirs.edge.Role;
import uk.nsirs.edge.ServiceAccount;

/**
 * What people may do through Camunda's own HTTP interface: an allow-list. What it does not name is refused, because any
 * field that somebody can fill is a field in which somebody will type a patient's name, and some of the rest is a way
 * to run code.
 *
 * <ul>
 *   <li>Reading, except the first-run setup (CVE-2026-77226) and whatever evaluates an expression of the caller's
 *       (CVE-2026-109432: {@code orQueries} of a task query).
 *   <li>Queries by POST.
 *   <li>Of a task: claim it oneself, unclaim, assign it to an account that exists, complete it. What completes a task
 *       is checked again by the task's own completion rule.
 *   <li>Of a job, by administrators: its retries, and that it runs now. So a timer is brought forward, which asks a
 *       person or tells somebody earlier; no decision is made by it.
 * </ul>
 */
final class EngineRequestPolicy {

    private static final String ID = "/[A-Za-z0-9:._-]+";
    private static final Pattern SETUP = Pattern.compile("/admin/setup(/.*)?");
    private static final Pattern READS_CODE = Pattern.compile("/(deployment|metrics|telemetry|schema)(/.*)?");
    private static final Pattern QUERY = Pattern.compile("/(?:task|process-instance|execution|variable-instance|job|"
            + "job-definition|incident|external-task|history/[a-z-]+|user|group)(?:/count)?"
            + "|/filter" + ID + "/(?:list|count|singleResult)");
    private static final Pattern TASK_WORK =
            Pattern.compile("/task" + ID + "/(claim|unclaim|assignee|complete|submit-form)");
    private static final Pattern JOB_WORK = Pattern.compile("/(?:job|job-definition)" + ID + "/(?:retries|execute)");
    private static final Pattern COCKPIT_QUERY = Pattern.compile("/cockpit/plugin/base/[^/]+/.+");

    private final Predicate<String> accounts;

    /**
     * @param accounts whether an account of this name exists
     */
    EngineRequestPolicy(Predicate<String> accounts) {
        this.accounts = accounts;
    }

    /** What becomes of a call. */
    sealed interface Verdict {
        /** It goes on to Camunda. */
        record Allowed() implements Verdict {}

        /**
         * It is refused.
         *
         * @param status 400 or 403
         * @param message one sentence for the caller; never repeats what was sent
         */
        record Refused(int status, String message) implements Verdict {}
    }

    private static final Verdict ALLOWED = new Verdict.Allowed();

    /**
     * @param body what was sent; a missing node where nothing was
     */
    Verdict judge(EngineRequest request, JsonNode body, ServiceAccount caller) {
        if (SETUP.matcher(request.path()).matches()) {
            return forbidden("The first-run setup is closed. Administrators come from the configuration.");
        }
        if (evaluatesAnExpression(body)) {
            return new Verdict.Refused(400, "Queries with expressions are refused. Use plain values.");
        }
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS" ->
                READS_CODE.matcher(request.path()).matches() && !caller.has(Role.ADMINISTRATOR)
                        ? forbidden("Only administrators may read this.")
                        : ALLOWED;
            case "POST", "PUT" -> judgeWrite(request, body, caller);
            default -> notOnTheList();
        };
    }

    private Verdict judgeWrite(EngineRequest request, JsonNode body, ServiceAccount caller) {
        if (request.wayIn() == EngineRequest.WayIn.WEB_APPLICATION) {
            return request.method().equals("POST")
                            && COCKPIT_QUERY.matcher(request.path()).matches()
                    ? ALLOWED
                    : notOnTheList();
        }
        if (request.method().equals("POST") && QUERY.matcher(request.path()).matches()) {
            return ALLOWED;
        }
        var task = TASK_WORK.matcher(request.path());
        if (request.method().equals("POST") && task.matches()) {
            return judgeTaskWork(task.group(1), body.path("userId"), caller);
        }
        if (JOB_WORK.matcher(request.path()).matches()) {
            return caller.has(Role.ADMINISTRATOR) ? ALLOWED : forbidden("Only administrators may run or retry a job.");
        }
        return notOnTheList();
    }

    private Verdict judgeTaskWork(String work, JsonNode userId, ServiceAccount caller) {
        return switch (work) {
            case "claim" ->
                userId.asText().equals(caller.name())
                        ? ALLOWED
                        : forbidden("A task can be claimed for yourself only. Use assign for somebody else.");
            case "assignee" ->
                userId.isNull() || userId.isMissingNode() || accounts.test(userId.asText())
                        ? ALLOWED
                        : new Verdict.Refused(400, "There is no account of that name.");
            default -> ALLOWED;
        };
    }

    /** Every expression parameter of a query ends so, at every depth; the engine looks at the top level only. */
    private static boolean evaluatesAnExpression(JsonNode node) {
        if (node.isObject()) {
            var names = node.fieldNames();
            while (names.hasNext()) {
                if (names.next().endsWith("Expression")) {
                    return true;
                }
            }
        }
        for (var child : node) {
            if (evaluatesAnExpression(child)) {
                return true;
            }
        }
        return false;
    }

    private static Verdict notOnTheList() {
        return forbidden("This cannot be changed here. What you want to write down belongs into the case file.");
    }

    private static Verdict forbidden(String message) {
        return new Verdict.Refused(403, message);
    }
}
