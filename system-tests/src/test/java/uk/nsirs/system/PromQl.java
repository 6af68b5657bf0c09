package uk.nsirs.system;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of Prometheus' query language as is needed to see which metrics, and which of their labels, a query names. */
final class PromQl {

    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset");

    /** Of the aggregations only: what {@code by} lists are labels. */
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

    private static final Pattern NAME =
            Pattern.compile("(?<![\\w$.])([a-zA-Z_:][\\w:]*)(?:\\s*\\{([^}]*)})?(?=(\\s*\\()?)");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");

    /** Given by Prometheus itself to everything it collects. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private PromQl() {}

    /** Each metric that the query names, with the labels it asks of it. */
    static Map<String, Set<String>> named(String query) {
        var grouped = new TreeSet<String>();
        var lists = GROUPING.matcher(query);
        while (lists.find()) {
            for (var label : lists.group(1).split(",")) {
                grouped.add(label.strip());
            }
        }
        var bare = GROUPING.matcher(query).replaceAll(" ").replaceAll("\\[[^]]*]", "");
        var metrics = new TreeMap<String, Set<String>>();
        var names = NAME.matcher(bare);
        while (names.find()) {
            if (names.group(3) == null && !WORDS.contains(names.group(1))) {
                var labels = metrics.computeIfAbsent(names.group(1), none -> new TreeSet<>(grouped));
                if (names.group(2) != null) {
                    LABEL.matcher(names.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
                labels.removeAll(OF_PROMETHEUS);
            }
        }
        return metrics;
    }
}
