package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills the system with a synthetic cohort, as trusts, staff, laboratories, funders and booking systems would, and does
 * it once: what an earlier run did is not done again. Some patients only arrive; the others are taken along the pathway,
 * each to another stage ({@link Journey}).
 */
final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For what a step waits for; a busy machine is slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More would only wait for each other: the services share two processors with PostgreSQL and Kafka. */
    private static final int AT_A_TIME = 4;

    private final Caller intake;
    private final Caller triage;
    private final Memory memory;
    private final Progress progress;

    private record Submitted(Patient patient, String reference) {}

    /**
     * @param file the referral, a resource of {@code cohort/}
     * @param account who submits it
     * @param about what is interesting about it
     */
    record Patient(String file, String account, String about) {}

    Demo(Caller intake, Caller triage, Memory memory, Progress progress) {
        this.intake = intake;
        this.triage = triage;
        this.memory = memory;
        this.progress = progress;
    }

    /** Who only arrives, in the order in which they are submitted. */
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

    /** One file of {@code cohort/}, such as a patient's referral. */
    static JsonNode resource(String file) {
        try (InputStream in = Demo.class.getResourceAsStream("/cohort/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The demo has no /cohort/" + file);
            }
            return JSON.readTree(in);
        } catch (IOException failure) {
            throw new IllegalStateException("The cohort's " + file + " cannot be read", failure);
        }
    }

    /** How many patients there are in all. */
    static int size() {
        return cohort().size() + Journey.all().size();
    }

    /**
     * @throws CannotStart where a patient is refused, or does not get as far as meant; the others do
     */
    void run() {
        List<Patient> cohort = cohort();
        List<Journey> journeys = Journey.all();
        int all = cohort.size() + journeys.size();
        progress.say("Filling the system with a synthetic cohort (" + all + " invented patients)");
        List<Submitted> submitted = new ArrayList<>();
        for (Patient patient : cohort) {
            String reference =
                    submit(patient.file(), "demo-" + patient.file(), patient.account(), resource(patient.file()));
            submitted.add(new Submitted(patient, reference));
            say(submitted.size(), all, reference, patient.about());
        }
        List<String> failures = takeAlong(journeys, submitted.size(), all);
        awaitTriage(submitted);
        if (!failures.isEmpty()) {
            failures.subList(1, failures.size()).forEach(failure -> progress.say("  Not finished: " + failure));
            throw new CannotStart(failures.get(0));
        }
    }

    /** Why some did not get to the end; empty where all did. */
    private List<String> takeAlong(List<Journey> journeys, int before, int all) {
        Guide guide = new Guide(intake, triage, memory, PATIENCE);
        AtomicInteger finished = new AtomicInteger(before);
        List<Callable<String>> ways = new ArrayList<>();
        for (Journey journey : journeys) {
            ways.add(() -> {
                LocalDate today = today(journey);
                String reference = submit(
                        journey.name(),
                        "demo-" + journey.name(),
                        journey.account(),
                        Journey.on(today, journey.referral()));
                guide.take(journey, reference, today);
                say(finished.incrementAndGet(), all, reference, journey.about());
                return reference;
            });
        }
        ExecutorService hands = Executors.newFixedThreadPool(AT_A_TIME);
        List<String> failures = new ArrayList<>();
        try {
            for (Future<String> way : hands.invokeAll(ways)) {
                try {
                    way.get();
                } catch (ExecutionException failure) {
                    if (failure.getCause() instanceof CannotStart refusal) {
                        failures.add(refusal.getMessage());
                    } else {
                        throw new IllegalStateException("The demo failed", failure.getCause());
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while the demo was running.", interrupted);
        } finally {
            hands.shutdownNow();
        }
        return failures;
    }

    private void say(int number, int all, String reference, String about) {
        progress.say(String.format(Locale.UK, "  Patient %2d of %d: %s  %s", number, all, reference, about));
    }

    /** The day of the first run: whoever is taken further in a second one is not referred anew. */
    private LocalDate today(Journey journey) {
        String name = journey.name() + ".day";
        return memory.find(name).map(LocalDate::parse).orElseGet(() -> {
            LocalDate today = LocalDate.now();
            memory.keep(name, today.toString());
            return today;
        });
    }

    private String submit(String name, String key, String account, JsonNode referral) {
        String earlier = memory.find(name).orElse(null);
        if (earlier != null && intake.get("/api/referrals/" + earlier, account).status() == 200) {
            return earlier;
        }
        Caller.Answer answer = intake.post("/api/referrals", account, referral, key);
        if (answer.status() != 201) {
            throw new CannotStart("The demo's " + name + " was refused with " + answer.complaint());
        }
        String reference = answer.body().path("reference").asText();
        memory.keep(name, reference);
        return reference;
    }

    /** Returns when triage has answered for each of them, or after some minutes: the table may come without. */
    private void awaitTriage(List<Submitted> submitted) {
        progress.say("Waiting for triage to look at those who have just arrived");
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
        Caller.Answer answer =
                intake.get("/api/referrals/" + one.reference(), one.patient().account());
        return answer.status() == 200 ? answer.body().path("status").asText() : "RECEIVED";
    }
}
