package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The inbox in a browser, and for programs at {@code /api/messages}. */
final class InboxPage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.UK).withZone(ZoneId.of("Europe/London"));
    private static final String STYLE =
            """
            body { font: 1.1rem/1.5 Arial, sans-serif; color: #212b32; background: #f0f4f5; margin: 0 }
            main, header { max-width: 70rem; margin: auto; padding: 1rem }
            header { background: #005eb8; max-width: none }
            header a { color: #fff; font-weight: bold }
            a { color: #005eb8 }
            a:focus { outline: 4px solid #ffeb3b; background: #ffeb3b; color: #212b32 }
            table { border-collapse: collapse; width: 100%; background: #fff }
            caption { text-align: left; padding: .5rem 0 }
            th, td { text-align: left; padding: .6rem; border-bottom: 1px solid #d8dde0; vertical-align: top }
            th, td { overflow-wrap: anywhere }
            @media (max-width: 40em) {
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
              tr { display: block; border-bottom: 1px solid #d8dde0; padding: .4rem 0 }
              th, td { display: block; border: 0; padding: .1rem .6rem }
            }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; overflow-wrap: anywhere }
            dt { font-weight: bold } dd { margin: 0 }
            iframe { width: 100%; height: 40rem; border: 1px solid #aeb7bd; background: #fff }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; border: 1px solid #aeb7bd; padding: 1rem; font-size: 1rem }
            """;

    private final int port;
    private final Inbox inbox;
    private HttpServer server;
    private ExecutorService workers;

    private record Answer(int status, String type, String body) {

        static Answer page(int status, String title, String body) {
            return new Answer(
                    status,
                    "text/html; charset=utf-8",
                    """
                    <!DOCTYPE html>
                    <html lang="en-GB">
                    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%s</title><style>%s</style></head>
                    <body><header><a href="/">Inbox of the quickstart</a></header><main>%s</main></body>
                    </html>
                    """
                            .formatted(escape(title), STYLE, body));
        }

        static Answer notFound() {
            return page(404, "Page not found", "<h1>Page not found</h1><p><a href=\"/\">All messages</a></p>");
        }
    }

    InboxPage(int port, Inbox inbox) {
        this.port = port;
        this.inbox = inbox;
    }

    synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new CannotStart(
                    "The inbox page did not start on port " + port + ": " + failure.getMessage() + ".", failure);
        }
        workers = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "inbox-page");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    synchronized void stop() {
        if (server != null) {
            server.stop(0);
            workers.shutdownNow();
            server = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = route(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-store");
            // No script anywhere, and the message itself in a sandbox: an e-mail is somebody else's HTML.
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:; frame-ancestors 'self'"
                            + (exchange.getRequestURI().getPath().endsWith("/html") ? "; sandbox" : ""));
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer route(HttpExchange exchange) {
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return Answer.page(405, "Only reading here", "<h1>Only reading here</h1>");
        }
        if (!isForUs(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.page(421, "Not this machine", "<h1>This page answers on 127.0.0.1 only</h1>");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            return list();
        }
        if (path.equals("/api/messages")) {
            return json(inbox.all().stream().map(InboxPage::fields).toList());
        }
        if (path.startsWith("/api/messages/")) {
            return inbox.find(path.substring("/api/messages/".length()))
                    .map(message -> json(fields(message)))
                    .orElseGet(Answer::notFound);
        }
        if (path.startsWith("/messages/")) {
            String id = path.substring("/messages/".length());
            boolean html = id.endsWith("/html");
            Optional<Inbox.Message> found = inbox.find(html ? id.substring(0, id.length() - "/html".length()) : id);
            return found.map(message -> html ? body(message) : view(message)).orElseGet(Answer::notFound);
        }
        return Answer.notFound();
    }

    /** A web page of somebody else's that resolves its own name to this machine must not read the inbox. */
    private boolean isForUs(String host) {
        return host != null && List.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
    }

    private Answer list() {
        List<Inbox.Message> messages = inbox.all();
        if (messages.isEmpty()) {
            return Answer.page(
                    200,
                    "Inbox",
                    "<h1>Inbox</h1><p>Nothing has arrived yet. Submit a referral, then <a href=\"/\">look again</a>.</p>");
        }
        StringBuilder rows = new StringBuilder();
        for (Inbox.Message message : messages) {
            rows.append("<tr><td>")
                    .append(escape(TIME.format(message.receivedAt())))
                    .append("</td><td>")
                    .append(escape(message.to()))
                    .append("</td><th scope=\"row\"><a href=\"/messages/")
                    .append(escape(message.id()))
                    .append("\">")
                    .append(escape(message.subject().isBlank() ? "(no subject)" : message.subject()))
                    .append("</a></th></tr>");
        }
        return Answer.page(
                200,
                "Inbox (" + messages.size() + ")",
                """
                <h1>Inbox</h1>
                <p><a href="/">Look again</a></p>
                <table><caption>Messages to the referring trusts, newest first: %d</caption>
                <thead><tr><th scope="col">Received</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
                <tbody>%s</tbody></table>
                """
                        .formatted(messages.size(), rows));
    }

    private static Answer view(Inbox.Message message) {
        String html = message.html() == null
                ? ""
                : "<h2>As a page</h2><iframe sandbox title=\"The message as a page\" src=\"/messages/"
                        + escape(message.id()) + "/html\"></iframe>";
        return Answer.page(
                200,
                message.subject(),
                """
                <p><a href="/">All messages</a></p>
                <h1>%s</h1>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Received</dt><dd>%s</dd></dl>
                %s
                <h2>As plain text</h2><pre>%s</pre>
                """
                        .formatted(
                                escape(message.subject()),
                                escape(message.from()),
                                escape(message.to()),
                                escape(TIME.format(message.receivedAt())),
                                html,
                                escape(message.text())));
    }

    private static Answer body(Inbox.Message message) {
        return message.html() == null ? Answer.notFound() : new Answer(200, "text/html; charset=utf-8", message.html());
    }

    private static Map<String, Object> fields(Inbox.Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", message.id());
        fields.put("from", message.from());
        fields.put("to", message.to());
        fields.put("subject", message.subject());
        fields.put("receivedAt", message.receivedAt().toString());
        fields.put("text", message.text());
        fields.put("html", message.html());
        return fields;
    }

    private static Answer json(Object value) {
        return new Answer(200, "application/json", JSON.valueToTree(value).toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
