package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Speaks to one service as its accounts do. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A machine that is busy with something else is no reason to give up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String service;
    private final String address;
    private final UnaryOperator<String> passwords;

    /**
     * @param service its name, for whoever reads that it did not answer
     * @param address without a slash at its end
     * @param passwords of each account
     */
    Caller(String service, String address, UnaryOperator<String> passwords) {
        this.service = service;
        this.address = address;
        this.passwords = passwords;
    }

    /**
     * What came back.
     *
     * @param body missing where there was none, or none that is JSON
     */
    record Answer(int status, JsonNode body, String text) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** For a person: what the service says is wrong, as far as it says so. */
        String complaint() {
            String words = body.path("message").asText(body.path("detail").asText(""));
            JsonNode errors = body.path("errors");
            return status + (words.isEmpty() ? "" : ": " + words) + (errors.isEmpty() ? "" : " " + errors);
        }
    }

    Answer get(String path, String account) {
        return send(request(path, account).GET());
    }

    Answer post(String path, String account, JsonNode body) {
        return send(sending(path, account, body));
    }

    /**
     * @param key makes a repeated call the same call
     */
    Answer post(String path, String account, JsonNode body, String key) {
        return send(sending(path, account, body).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder sending(String path, String account, JsonNode body) {
        return request(path, account)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path, String account) {
        String credentials = Base64.getEncoder()
                .encodeToString((account + ":" + passwords.apply(account)).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + credentials);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), parse(answer.body()), answer.body());
        } catch (IOException failure) {
            throw new CannotStart(service + " did not answer the demo: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while the demo was running.", interrupted);
        }
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
