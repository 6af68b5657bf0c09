package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A member of staff at a browser without scripts. */
public final class Desk {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private String token = "";

    private Desk(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Somebody who is not signed in. */
    public static Desk of(int port) {
        return new Desk(port);
    }

    /** Somebody who is signed in. */
    public static Desk of(int port, String account) {
        var desk = new Desk(port);
        desk.get("/sign-in");
        var answer = desk.send("/sign-in", Map.of("username", List.of(account), "password", List.of("quickstart")));
        assertThat(answer.statusCode()).isEqualTo(302);
        desk.get("/contacts");
        return desk;
    }

    /** Opens a page. */
    public HttpResponse<String> get(String path) {
        return sent(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Sends a page with the token that the last page brought. */
    public HttpResponse<String> send(String path, Map<String, List<String>> values) {
        var all = new HashMap<>(values);
        all.put("_csrf", List.of(token));
        return sendAsItIs(path, all);
    }

    /** Sends exactly this, as a page of ours. */
    public HttpResponse<String> sendAsItIs(String path, Map<String, List<String>> values) {
        return sent(form(path, values).header("Sec-Fetch-Site", "same-origin"));
    }

    /** Sends exactly this, as a page of another site would. */
    public HttpResponse<String> post(String path, Map<String, List<String>> values) {
        return sent(form(path, values).header("Sec-Fetch-Site", "cross-site"));
    }

    private HttpRequest.Builder form(String path, Map<String, List<String>> values) {
        var pairs = new ArrayList<String>();
        values.forEach((name, texts) -> texts.forEach(text -> pairs.add(encoded(name) + "=" + encoded(text))));
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", pairs)));
    }

    /** Where a redirect leads, without the machine's name. */
    public static String target(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()))
                .replaceFirst("^http://[^/]+", "");
    }

    /** What the browser was told to keep. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            var found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ending);
        }
    }
}
