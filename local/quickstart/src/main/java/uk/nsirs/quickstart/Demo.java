package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Submits the synthetic cohort as two trusts would, and does it once: a patient that an earlier run submitted is looked
 * up, not submitted again.
 */
final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String intake;
    private final Path memory;
    private final Progress progress;
    private final Properties known = new Properties();

    private record Submitted(Patient patient, String reference) {}

    /**
     * @param file the referral, a resource of {@code cohort/}
     * @param account who submits it
     * @param about what is interesting about it
     */
    record Patient(String file, String account, String about) {}

    Demo(String intake, Path memory, Progress progress) {
        this.intake = intake;
        this.memory = memory;
        this.progress = progress;
    }

    /** The cohort in the order in which it is submitted. */
    static List<Patient> cohort() {
        List<Patient> patients = new ArrayList<>();
        for (JsonNode entry : resource("cohort.json")) {
            patients.add(new Patient(
                    entry.required("file").asText(),
                    entry.required("account").asText(),
                    entry.required("about").asText()));
        }
        return patients;
    }

    /** The body of one patient's referral. */
    static JsonNode resource(String file) {
        try (InputStream in = Demo.class.getResourceAsStream("/cohort/" + file)) {
            return JSON.readTree(in);
        } catch (IOException failure) {
            throw new IllegalStateException("The cohort's " + file + " cannot be read", failure);
        }
    }

    void submit() {
        load();
        List<Patient> cohort = cohort();
        List<Submitted> submitted = new ArrayList<>();
        progress.say("Submitting the synthetic cohort (" + cohort.size() + " invented patients)");
        for (Patient patient : cohort) {
            String reference = submit(patient);
            submitted.add(new Submitted(patient, reference));
            progress.say(String.format(
                    Locale.UK, "  %2d/%d  %s  %s", submitted.size(), cohort.size(), reference, patient.about()));
        }
        awaitTriage(submitted);
    }

    private String submit(Patient patient) {
        String earlier = known.getProperty(patient.file());
        if (earlier != null
                && get("/api/referrals/" + earlier, patient.account()).statusCode() == 200) {
            return earlier;
        }
        HttpResponse<String> answer = send(request("/api/referrals", patient.account())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "demo-" + patient.file())
                .POST(HttpRequest.BodyPublishers.ofString(
                        resource(patient.file()).toString()))
                .build());
        if (answer.statusCode() != 201) {
            throw new CannotStart(
                    "The demo's " + patient.file() + " was refused with " + answer.statusCode() + ": " + answer.body());
        }
        String reference = parse(answer).path("reference").asText();
        known.setProperty(patient.file(), reference);
        save();
        return reference;
    }

    /** Returns when triage has answered for each of them, or after a minute: the table may come without. */
    private void awaitTriage(List<Submitted> submitted) {
        progress.say("Waiting for triage to look at them");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Submitted> waiting = new ArrayList<>(submitted);
        while (!waiting.isEmpty() && System.nanoTime() < deadline) {
            waiting.removeIf(one -> !"RECEIVED".equals(status(one)));
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        for (Submitted one : submitted) {
            progress.say(String.format(
                    Locale.UK,
                    "  %s  %-21s %s",
                    one.reference(),
                    status(one),
                    one.patient().about()));
        }
        if (!waiting.isEmpty()) {
            progress.say("  " + waiting.size() + " not looked at yet; they will be.");
        }
    }

    private String status(Submitted one) {
        HttpResponse<String> answer =
                get("/api/referrals/" + one.reference(), one.patient().account());
        return answer.statusCode() == 200 ? parse(answer).path("status").asText() : "RECEIVED";
    }

    private HttpResponse<String> get(String path, String account) {
        return send(request(path, account).GET().build());
    }

    private HttpRequest.Builder request(String path, String account) {
        String credentials = Base64.getEncoder()
                .encodeToString((account + ":" + Accounts.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(intake + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new CannotStart("referral-intake did not answer the demo: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while the demo was submitted.", interrupted);
        }
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new CannotStart("referral-intake gave the demo an answer that is not JSON.", notJson);
        }
    }

    private void load() {
        try {
            Files.createDirectories(memory.getParent());
            if (Files.exists(memory)) {
                try (var reader = Files.newBufferedReader(memory)) {
                    known.load(reader);
                }
            }
        } catch (IOException failure) {
            throw new CannotStart("Cannot read " + memory + ": " + failure.getMessage(), failure);
        }
    }

    private void save() {
        try (var writer = Files.newBufferedWriter(memory)) {
            known.store(writer, "Which patient of the demo has which reference");
        } catch (IOException failure) {
            throw new CannotStart("Cannot write " + memory + ": " + failure.getMessage(), failure);
        }
    }
}
