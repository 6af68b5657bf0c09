package uk.nsirs.relay;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;

/**
 * What went wrong, without data: exception messages quote rows, JSON and headers, so only types, SQL states and our own
 * line are told, and the message of {@link UnprocessableEventException}, which promises to hold no data.
 */
final class FaultDescription {

    private static final int LONGEST = 1000;
    private static final int DEEPEST = 6;
    private static final String OURS = "uk.nsirs.";
    private static final String RELAY = FaultDescription.class.getPackageName() + ".";

    private FaultDescription() {}

    static String of(Throwable fault) {
        var text = new StringBuilder();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        for (var cause = fault; cause != null && seen.add(cause) && seen.size() <= DEEPEST; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : ", caused by ").append(one(cause));
        }
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
    }

    private static String one(Throwable cause) {
        if (cause instanceof UnprocessableEventException) {
            return cause.getMessage();
        }
        var name = cause.getClass().getName();
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            name += "[" + sql.getSQLState() + "]";
        }
        return name + ourLine(cause);
    }

    private static String ourLine(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .filter(frame -> !frame.getClassName().startsWith(RELAY))
                .findFirst()
                .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
