package uk.nsirs.intake.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A page that somebody typed and sent after their sign-in had ended. It was not taken; what was typed goes back to the
 * browser in the answer and comes again with the next sign-in, so nothing is lost, and nothing is kept here or stands in
 * an address.
 *
 * @param path where it was sent to
 * @param values what was typed, by the names of the fields
 */
record UnsentPage(String path, Map<String, List<String>> values) {

    /** Names the page in what is sent with a sign-in. */
    static final String FIELD = "unsent-page";

    private static final String AGAIN = "/typed";

    /** A page, or what was typed on it and shown again. */
    private static final Pattern PAGES = Pattern.compile("(/contacts(?:/NSIRS-[0-9A-Z-]{1,20})?)(?:" + AGAIN + ")?");

    /** What of a sign-in was not typed on the page. */
    private static final Set<String> OF_THE_SIGN_IN = Set.of(FIELD, "_csrf", "username", "password");

    UnsentPage {
        values = Map.copyOf(values);
    }

    /**
     * The one that {@code request} brings; empty where it brings none, or where a browser does not say that a page of ours
     * sent it: another site must not fill in our forms.
     */
    static Optional<UnsentPage> in(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || !"same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
            return Optional.empty();
        }
        var named = request.getParameter(FIELD);
        var forwardedFrom = (String) request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        var path = named == null && forwardedFrom != null
                ? forwardedFrom.substring(request.getContextPath().length())
                : named;
        var page = path == null ? null : PAGES.matcher(path);
        if (page == null || !page.matches()) {
            return Optional.empty();
        }
        var typed = new TreeMap<String, List<String>>();
        request.getParameterMap().forEach((name, texts) -> {
            if (!OF_THE_SIGN_IN.contains(name)) {
                typed.put(name, Arrays.asList(texts));
            }
        });
        return typed.isEmpty() ? Optional.empty() : Optional.of(new UnsentPage(page.group(1), typed));
    }

    /** Where what was typed is shown again, to be sent. */
    public String again() {
        return path + AGAIN;
    }

    /** Names the page only: the rest may name the patient. */
    @Override
    public String toString() {
        return "UnsentPage[" + path + "]";
    }
}
