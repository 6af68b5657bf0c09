package uk.nsirs.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.ContactClosure;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Topics;
import uk.nsirs.intake.Caller;
import uk.nsirs.intake.Desk;
import uk.nsirs.intake.Intake;
import uk.nsirs.intake.Patients;
import uk.nsirs.intake.TopicReader;
import uk.nsirs.relay.Outbox;

/** A telephone call becomes a contact, and a contact becomes a referral like any other (REF-10). */
@Intake
class ContactPagesTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    private Desk desk;

    @BeforeEach
    void signIn() {
        desk = Desk.of(port, "administrator");
    }

    @Test
    void aCallIsTakenDownUnderAReferenceAndTriageIsTold() {
        // when an administrator takes a call down
        var answer = desk.send("/contacts", call());

        // then the reference can be told to the caller
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        var reference = Desk.target(answer).replace("/contacts/", "");
        var page = desk.get("/contacts/" + reference);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Tell the caller this reference",
                        reference,
                        "by telephone, " + DAY.format(YESTERDAY) + ", 14:30")
                .contains("Dr B Caller", "Calls back at four");

        // and triage learns of it, but not who it is about
        var event = new TopicReader(Topics.REFERRALS).eventOf(reference, "ReferralContactReceived");
        assertThat(new String(event.value(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"reference\":\"" + reference + "\",\"receivedAt\":\"" + CAME + "\","
                        + "\"channel\":\"TELEPHONE\",\"organisation\":\"RJZ\",\"recordedBy\":\"administrator\"}");
    }

    @Test
    void thePageOfACallSentTwiceIsOneContact() {
        var form = call();

        var first = desk.send("/contacts", form);
        var second = desk.send("/contacts", form);

        assertThat(Desk.target(second)).isEqualTo(Desk.target(first));
        assertThat(jdbc.sql("select count(*) from referral_contact where form = ?::uuid")
                        .param(form.get("form").get(0))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoGoesBackAndChangesWhatWasSentIsToldThatTheFirstIsKept() {
        var form = call();
        var first = Desk.target(desk.send("/contacts", form));
        assertThat(desk.get(first).body())
                .contains("Tell the caller this reference")
                .doesNotContain("was sent before");

        form.put("/referrer/clinicianName", List.of("Dr C Changed"));
        var second = desk.send("/contacts", form);

        assertThat(Desk.target(second)).isEqualTo(first);
        assertThat(desk.get(first).body())
                .contains("This page was sent before")
                .contains("Dr B Caller")
                .doesNotContain("Dr C Changed");
    }

    @Test
    void everythingThatIsWrongWithACallIsSaidAtOnceAndWhatWasTypedStays() {
        var form = call();
        form.remove("/channel");
        form.put("/receivedOn/month", List.of("13"));
        form.put("/receivedAt", List.of("half past two"));
        form.put("/referrer/organisation", List.of("R<J"));
        form.put("/referrer/clinicianName", List.of(" "));
        form.put("/referrer/email", List.of("doctor@elsewhere.org"));
        form.put("/note", List.of("x".repeat(4_001)));
        var before = contacts();

        var answer = desk.send("/contacts", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(links(answer))
                .containsExactly(
                        "channel",
                        "receivedOn",
                        "receivedAt",
                        "referrer-organisation",
                        "referrer-clinicianName",
                        "referrer-email",
                        "note");
        assertThat(answer.body())
                .contains("<title>Error: New contact", "There is a problem", "value=\"R&lt;J\"")
                .contains("value=\"half past two\"", form.get("form").get(0));
        assertThat(contacts()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"2099, receivedOn", "2019, receivedOn"})
    void aCallThatCameInTheFutureOrLongAgoIsASlip(String year, String field) {
        var form = call();
        form.put("/receivedOn/year", List.of(year));

        assertThat(links(desk.send("/contacts", form))).containsExactly(field);
    }

    @Test
    void aContactIsInTheListUntilItIsWrittenDown() {
        var reference = takenDown();
        var link = "href=\"/contacts/" + reference + "\"";
        assertThat(before(desk.get("/contacts"), "Written down last")).contains(link);

        desk.send("/contacts/" + reference, Filled.with(Patients.somebody()).values());

        var list = desk.get("/contacts");
        assertThat(before(list, "Written down last")).doesNotContain(link);
        assertThat(list.body()).contains(link).doesNotContain("Testpatient");
    }

    @Test
    void whereNoReferralComesOfAContactTheListAndItsPageSaySoAndItCanBeWrittenDownAllTheSame() {
        // given
        var reference = takenDown();
        var link = "href=\"/contacts/" + reference + "\"";

        // when triage says that somebody closed it there
        transaction.executeWithoutResult(status -> outbox.append(new ReferralContactClosed(
                ReferralReference.of(reference), CAME, ContactClosure.SENT_BY_TRUST, "second-administrator")));
        await().atMost(SOON)
                .until(() -> !before(desk.get("/contacts"), "Written down last").contains(link));

        // then nobody is asked to write it down, and whoever follows a link reads why
        var why = "the trust sends it itself; by second-administrator, " + DAY.format(YESTERDAY) + ", 14:30";
        assertThat(after(desk.get("/contacts"), "Closed without a referral")).contains(link, why);
        var page = desk.get("/contacts/" + reference);
        assertThat(page.body())
                .contains("Closed without a referral", "the trust sends it itself", "Dr B Caller")
                .contains("href=\"/contacts/" + reference + "/all-the-same\"")
                .doesNotContain("Send the referral");

        // and when a referral comes of it after all
        assertThat(desk.get("/contacts/" + reference + "/all-the-same").body()).contains("Send the referral");
        desk.send("/contacts/" + reference, Filled.with(Patients.somebody()).values());
        assertThat(after(desk.get("/contacts"), "Closed without a referral")).doesNotContain(link);
        assertThat(desk.get("/contacts/" + reference).body()).contains("Written down as a referral");
    }

    @Test
    void whatIsWrittenDownIsTheSameReferralAsOneThatTheTrustSends() {
        // given the same referral, sent by the trust and written down from a call
        var referral = Patients.somebody();
        Patients.clinical(referral).put("insulinUnitsPerDay", 12_000).put("currentTreatment", "One line\nand another");
        var sent =
                Caller.of(port, "rjz-referrer").post("/api/referrals", referral).reference();
        // withdrawn, so that the second is no possible duplicate
        Caller.of(port, "rjz-referrer").post("/api/referrals/" + sent + "/withdrawal", SENT_IN_ERROR);
        var written = takenDown();
        var typed = new HashMap<>(Filled.with(referral).values());
        typed.put("/clinical/currentTreatment", List.of("One line\r\nand another"));

        var answer = desk.send("/contacts/" + written, typed);

        // then all that differs is how it came and who wrote it down
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(event(written)).isEqualTo(event(sent));
        var held = "select document - 'channel', flags, organisation, intent, local_reference, nhs_number, folded_name,"
                + " date_of_birth from referral where reference = ?";
        assertThat(jdbc.sql(held).param(written).query().singleRow())
                .isEqualTo(jdbc.sql(held).param(sent).query().singleRow());
        var whole = new TopicReader(Topics.REFERRALS)
                .eventOf(written, "ReferralSubmitted")
                .json();
        assertThat(whole.path("recordedBy").asText()).isEqualTo("administrator");
        assertThat(whole.at("/referral/channel").asText()).isEqualTo("TELEPHONE");
        assertThat(whole.path("possibleDuplicates")).isEmpty();

        // and the trust follows it like its own
        var view =
                Caller.of(port, "rjz-referrer").get("/api/referrals/" + written).json();
        assertThat(view.path("status").asText()).isEqualTo("RECEIVED");
        assertThat(view.at("/timeline/0/text").asText()).isEqualTo("We wrote down your referral, made by telephone.");
        assertThat(Caller.of(port, "rjz-referrer")
                        .get("/api/referrals?changedSince="
                                + view.path("changedAt").asText())
                        .text())
                .contains(written);
        assertThat(Caller.of(port, "rgt-referrer")
                        .get("/api/referrals/" + written)
                        .status())
                .isEqualTo(404);

        // and the page says what there is, with what to check
        assertThat(desk.get("/contacts/" + written).body())
                .contains("The referral was sent", "Written down as a referral", "by administrator")
                .contains("Insulin dose, in units a day: More than 5,000 units of insulin a day.")
                .doesNotContain("Testpatient", "<textarea");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, REFERRAL, 'We wrote down your referral, made by e-mail.'",
        "LETTER, ADVICE, 'We wrote down your request for advice, made by letter.'"
    })
    void theTrustReadsHowItsReferralCame(String channel, String intent, String words) {
        var form = call();
        form.put("/channel", List.of(channel));
        var reference = Desk.target(desk.send("/contacts", form)).replace("/contacts/", "");

        desk.send(
                "/contacts/" + reference,
                Filled.with(Patients.somebody().put("intent", intent)).values());

        assertThat(Caller.of(port, "rjz-referrer")
                        .get("/api/referrals/" + reference)
                        .json()
                        .at("/timeline/0/text")
                        .asText())
                .isEqualTo(words);
    }

    @Test
    void twoWhoWriteDownTheSameCallMakeOneReferral() throws Exception {
        // given two administrators at the same page
        var reference = takenDown();
        var other = Desk.of(port, "second-administrator");
        other.get("/contacts/" + reference);
        var mine = Filled.with(Patients.somebody()).values();
        var hers = Filled.with(Patients.somebody()).values();

        // when both send at once, the first one twice
        var answers = ContactPagesTest.<HttpResponse<String>>atOnce(List.of(
                () -> desk.send("/contacts/" + reference, mine),
                () -> other.send("/contacts/" + reference, hers),
                () -> desk.send("/contacts/" + reference, mine)));

        // then there is one, and everybody is led to it
        assertThat(answers).allSatisfy(answer -> assertThat(Desk.target(answer)).isEqualTo("/contacts/" + reference));
        new TopicReader(Topics.REFERRALS).eventOf(reference, "ReferralSubmitted");
        assertThat(jdbc.sql("select count(*) from referral_timeline where reference = ?")
                        .param(reference)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        // and who comes later reads that it was not stored
        assertThat(Desk.target(other.send("/contacts/" + reference, hers))).isEqualTo("/contacts/" + reference);
        assertThat(other.get("/contacts/" + reference).body()).contains("written down already", "was not stored");
    }

    @Test
    void everythingThatIsWrongWithAReferralIsSaidAtOnceAndWhatWasTypedStays() {
        var reference = takenDown();
        var typed = new HashMap<>(Filled.with(Patients.somebody()).values());
        typed.put("/patient/nhsNumber", List.of("999 000 0019"));
        typed.put("/patient/familyName", List.of("O’Neill <b>"));
        typed.put("/referrer/email", List.of("team@elsewhere.org"));
        typed.put("/clinical/bmi", List.of("23,1"));
        typed.put("/clinical/hba1c/unit", List.of(""));
        typed.put("/clinical/pregnant", List.of("true"));
        typed.remove(TranscriptionForm.COMPARED);

        var answer = desk.send("/contacts/" + reference, typed);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(links(answer))
                .containsExactly(
                        "referrer-email", "patient-nhsNumber", "clinical-bmi", "clinical-hba1c-unit", "compared");
        assertThat(answer.body())
                .contains("<title>Error: Write down " + reference, "Nothing was stored", "value=\"23,1\"")
                .contains("value=\"O’Neill &lt;b&gt;\"", "id=\"clinical-bmi-fault\"")
                .containsPattern("id=\"clinical-pregnant\"[^>]*value=\"true\"[^>]*checked");
        assertThat(jdbc.sql("select count(*) from referral where reference = ?")
                        .param(reference)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPageThatIsNotFilledInSaysNotKnownEverywhere() {
        var page = desk.get("/contacts/" + takenDown()).body();

        // the referrer is there, and no answer about the patient is
        assertThat(page)
                .contains("value=\"Dr B Caller\"", "value=\"RJZ\"", "value=\"diabetes.referrals@trust.example\"");
        assertThat(page).doesNotContainPattern("name=\"/clinical/[^\"]*\" value=\"(true|false)\"[^>]*checked");
        assertThat(page).containsPattern("name=\"/clinical/pregnant\" value=\"\"[^>]*checked");
    }

    @Test
    void whatIsNoContactHasNoPage() {
        var sent = Caller.of(port, "rjz-referrer")
                .post("/api/referrals", Patients.somebody())
                .reference();

        assertThat(desk.get("/contacts/" + sent).statusCode()).isEqualTo(404);
        assertThat(desk.get("/contacts/nothing").statusCode()).isEqualTo(404);
        assertThat(desk.get("/contacts/nothing").body()).contains("No such contact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinician", "rjz-referrer", "lab", "monitoring"})
    void onlyAdministratorsMayOpenThePages(String account) {
        var other = Desk.of(port, account);
        var reference = takenDown();

        for (var path : List.of("/contacts", "/contacts/new", "/contacts/" + reference)) {
            var answer = other.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body())
                    .contains("for administrators of the service", account)
                    .doesNotContain("Dr B Caller");
        }
        assertThat(other.send("/contacts", call()).statusCode()).isEqualTo(403);
        assertThat(other.send("/contacts/" + reference, Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutASignInThereIsTheSignInPageAndItsFiles() {
        var nobody = Desk.of(port);

        var refused = nobody.get("/contacts");
        assertThat(Desk.target(refused)).startsWith("/sign-in");
        assertThat(nobody.get("/sign-in").body()).contains("Sign in");
        assertThat(nobody.get("/assets/staff.css").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/assets/icon.svg").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/assets/").statusCode()).isEqualTo(404);
        nobody.send("/sign-in", Map.of("username", List.of("administrator"), "password", List.of("wrong")));
        assertThat(nobody.get("/sign-in?error").body()).contains("The account or its password is wrong");
        assertThat(Desk.target(nobody.get("/contacts/new"))).startsWith("/sign-in");
        // a program's sign-in opens no page
        assertThat(Caller.of(port, "administrator").get("/contacts").status()).isEqualTo(302);
    }

    @Test
    void whoeverSignsInIsLedToThePageTheyAskedFor() {
        var reference = takenDown();
        var desk = Desk.of(port);
        desk.get("/contacts/" + reference);
        desk.get("/sign-in");

        var answer =
                desk.send("/sign-in", Map.of("username", List.of("administrator"), "password", List.of("quickstart")));

        assertThat(Desk.target(answer)).startsWith("/contacts/" + reference);
    }

    @Test
    void aSignInToThePagesOpensNothingOfTheApi() {
        // neither by the session nor by the account itself
        assertThat(desk.get("/api/referrals").statusCode()).isEqualTo(401);
        assertThat(desk.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(Caller.of(port, "administrator").get("/api/referrals").status())
                .isEqualTo(403);
        assertThat(Caller.of(port, "administrator")
                        .post("/api/referrals", Patients.somebody())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPageOfAnotherSiteCannotSendAnything() {
        var before = contacts();

        var forged = desk.post("/contacts", call());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("your sign-in ended");
        assertThat(contacts()).isEqualTo(before);
    }

    @Test
    void whatIsSentAfterTheSignInEndedComesBackWithTheNextOne(CapturedOutput output) {
        // given a page that was typed while the session ended
        var reference = takenDown();
        var somebody = Patients.somebody();
        Patients.patient(somebody).put("familyName", "Holunderstrauch").put("givenName", "Ada \"<b>\"");
        var typed = new HashMap<>(Filled.with(somebody).values());
        typed.put("/clinical/currentTreatment", List.of("One line\r\nand another"));
        typed.put("/clinical/otherCausesExcluded", List.of("PREGNANCY", "STEROIDS"));
        desk.send("/sign-out", Map.of());

        // when it is sent
        var ended = desk.send("/contacts/" + reference, typed);

        // then it says so and holds what was typed, and a wrong password and the wrong account lose nothing of it
        assertThat(ended.statusCode()).isEqualTo(403);
        assertThat(ended.body())
                .contains("Your sign-in ended", "What you typed is not lost")
                .contains("name=\"/patient/familyName\" value=\"Holunderstrauch\"");
        var wrong = desk.send("/sign-in", signIn(reference, typed, "administrator", "wrong"));
        assertThat(wrong.body()).contains("The account or its password is wrong", "value=\"Holunderstrauch\"");
        var nobody = desk.send("/sign-in", signIn(reference, typed, "clinician", "quickstart"));
        assertThat(nobody.body()).contains("not an administrator’s account", "value=\"Holunderstrauch\"");

        // and the right one leads back to the page, on which everything stands and nothing was sent
        var back = desk.send("/sign-in", signIn(reference, typed, "administrator", "quickstart"));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(back.body())
                .contains("You are signed in again", "Write down", "was not sent yet")
                .contains("value=\"Holunderstrauch\"", "value=\"Ada &quot;&lt;b&gt;&quot;\"", "One line\nand another")
                .containsPattern("value=\"PREGNANCY\"[^>]*checked")
                .containsPattern("value=\"STEROIDS\"[^>]*checked")
                .doesNotContain("wrong", "quickstart");
        assertThat(jdbc.sql("select count(*) from referral where reference = ?")
                        .param(reference)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(Desk.target(desk.send("/contacts/" + reference, typed))).isEqualTo("/contacts/" + reference);
        assertThat(desk.get("/contacts/" + reference).body()).contains("The referral was sent");
        assertThat(output.getAll()).doesNotContain("Holunderstrauch");
    }

    @Test
    void whoeverSignedInAnewInAnotherTabComesBackToWhatTheyTypedHere() {
        var form = call();
        desk.send("/sign-out", Map.of());
        desk.get("/sign-in");
        desk.send("/sign-in", Map.of("username", List.of("administrator"), "password", List.of("quickstart")));
        var old = new HashMap<>(form);
        old.put("_csrf", List.of("of the session that ended"));

        var refused = desk.sendAsItIs("/contacts", old);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("action=\"/contacts/typed\"", "Back to what you typed", "value=\"Dr B Caller\"");
        assertThat(desk.sendAsItIs("/contacts/typed", old).body())
                .as("and once more")
                .contains("action=\"/contacts/typed\"", "value=\"Dr B Caller\"");
        var back = desk.send("/contacts/typed", form);
        assertThat(back.body())
                .contains("New contact", "was not sent yet", "value=\"Dr B Caller\"")
                .contains(form.get("form").get(0));
        assertThat(desk.send("/contacts", form).statusCode()).isEqualTo(302);
    }

    @Test
    void anotherSiteCannotFillInAPageOfOurs() {
        var reference = takenDown();
        var typed = Filled.with(Patients.somebody()).values();
        desk.send("/sign-out", Map.of());

        assertThat(desk.post("/contacts/" + reference, typed).body()).doesNotContain("Testpatient");
        var elsewhere = new HashMap<>(typed);
        elsewhere.put("unsent-page", List.of("//elsewhere.example"));
        assertThat(desk.send("/contacts/" + reference, elsewhere).body()).doesNotContain("Testpatient", "elsewhere");
    }

    /** What the page sends on which somebody signs in again. */
    private static Map<String, List<String>> signIn(
            String reference, Map<String, List<String>> typed, String account, String password) {
        var all = new HashMap<>(typed);
        all.put("unsent-page", List.of("/contacts/" + reference));
        all.put("username", List.of(account));
        all.put("password", List.of(password));
        return all;
    }

    @Test
    void theSessionHasACookieOfItsOwnThatNoScriptReads() {
        var nobody = Desk.of(port);
        var cookie = nobody.get("/sign-in").headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).startsWith("NSIRS_INTAKE_SESSION=").contains("HttpOnly", "SameSite=Lax");
        assertThat(desk.cookies()).hasSize(1);
    }

    @Test
    void afterSigningOutThePagesAreClosed() {
        desk.get("/contacts");

        assertThat(Desk.target(desk.send("/sign-out", Map.of()))).isEqualTo("/sign-in?signed-out");

        assertThat(Desk.target(desk.get("/contacts"))).startsWith("/sign-in");
    }

    @Test
    void noBrowserKeepsAPageOrTellsAnotherSiteOfIt() {
        var headers = desk.get("/contacts/" + takenDown()).headers();

        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void aLongReferralInAnyScriptFitsAndATooLongOneIsRefused() {
        var reference = takenDown();
        var typed = new HashMap<>(Filled.with(Patients.somebody()).values());
        typed.put("/clinical/notes", List.of("病".repeat(10_000)));
        typed.put("/clinical/currentTreatment", List.of("病".repeat(2_000)));
        typed.put("/clinical/lipodystrophyDiagnosis/features", List.of("病".repeat(2_001)));

        assertThat(links(desk.send("/contacts/" + reference, typed)))
                .containsExactly("clinical-lipodystrophyDiagnosis-features");

        typed.put("/clinical/notes", List.of("x".repeat(300_000)));
        var answer = desk.send("/contacts/" + reference, typed);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("more was typed than a page may hold");
    }

    @Test
    void nothingOfAPageReachesTheLogOrTheMetrics(CapturedOutput output) {
        var reference = takenDown();
        var somebody = Patients.somebody();
        Patients.patient(somebody).put("familyName", "Zwetschgenbaum");
        var typed = new HashMap<>(Filled.with(somebody).values());
        typed.put("/clinical/bmi", List.of("23,1"));
        desk.send("/contacts/" + reference, typed);
        typed.put("/clinical/bmi", List.of("23.1"));
        desk.send("/contacts/" + reference, typed);
        desk.get("/contacts/" + reference);

        var metrics = Caller.of(port, "monitoring").get("/actuator/prometheus").text();
        assertThat(metrics).contains("uri=\"/contacts/{reference}\"").doesNotContain(reference);
        assertThat(output.getAll())
                .doesNotContain(
                        "Zwetschgenbaum",
                        Patients.patient(somebody).path("nhsNumber").asText());
    }

    private static final ObjectNode SENT_IN_ERROR =
            Caller.JSON.createObjectNode().put("reason", "SENT_IN_ERROR");

    /** What triage is told of a referral, but for what makes it another one. */
    private static ObjectNode event(String reference) {
        var event = (ObjectNode) new TopicReader(Topics.REFERRALS)
                .eventOf(reference, "ReferralSubmitted")
                .json();
        event.remove(List.of("reference", "submittedAt", "recordedBy"));
        ((ObjectNode) event.get("referral")).remove("channel");
        return event;
    }

    private static final LocalDate YESTERDAY = LocalDate.now(PageWords.ENGLAND).minusDays(1);

    private static final Instant CAME =
            YESTERDAY.atTime(14, 30).atZone(PageWords.ENGLAND).toInstant();

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** A call yesterday at half past two. */
    private static Map<String, List<String>> call() {
        var form = new HashMap<String, List<String>>();
        form.put("form", List.of(UUID.randomUUID().toString()));
        form.put("/channel", List.of("TELEPHONE"));
        form.put("/receivedOn/day", List.of(String.valueOf(YESTERDAY.getDayOfMonth())));
        form.put("/receivedOn/month", List.of(String.valueOf(YESTERDAY.getMonthValue())));
        form.put("/receivedOn/year", List.of(String.valueOf(YESTERDAY.getYear())));
        form.put("/receivedAt", List.of("14:30"));
        form.put("/referrer/organisation", List.of("rjz"));
        form.put("/referrer/clinicianName", List.of("Dr B Caller"));
        form.put("/referrer/email", List.of("diabetes.referrals@trust.example"));
        form.put("/note", List.of("Calls back at four"));
        return form;
    }

    private String takenDown() {
        desk.get("/contacts/new");
        var reference = Desk.target(desk.send("/contacts", call())).replace("/contacts/", "");
        desk.get("/contacts/" + reference);
        return reference;
    }

    /** The fields that the summary of faults leads to. */
    private static List<String> links(HttpResponse<String> page) {
        return java.util.regex.Pattern.compile("<li>\\s*<a href=\"#((?!part-)[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String after(HttpResponse<String> page, String heading) {
        return page.body().substring(page.body().indexOf(heading));
    }

    private static String before(HttpResponse<String> page, String heading) {
        return page.body().substring(0, page.body().indexOf(heading));
    }

    private long contacts() {
        return jdbc.sql("select count(*) from referral_contact")
                .query(Long.class)
                .single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
